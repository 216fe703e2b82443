package org.axiomj.proofs.export;

import java.util.IdentityHashMap;
import java.util.List;
import org.axiomj.kernel.Condition;

/** The parts of a case's unsafe condition as named terms, each written when it is first used. */
final class UnsafeTerms {
    private final NetworkTerms network;
    private final ResoluteWriter writer;
    private final IdentityHashMap<Condition, String> names = new IdentityHashMap<>();

    UnsafeTerms(NetworkTerms network, ResoluteWriter writer) {
        this.network = network;
        this.writer = writer;
    }

    String name(Condition condition) {
        String known = names.get(condition);
        if (known != null) {
            return known;
        }
        String name;
        if (condition instanceof Condition.Atom atom) {
            name = writer.term(Terms.atom(atom, network));
        } else {
            List<Condition> parts =
                    condition instanceof Condition.And and ? and.parts() : ((Condition.Or) condition).parts();
            List<String> texts = parts.stream().map(this::name).toList();
            String text = condition instanceof Condition.And ? Terms.all(texts) : Terms.any(texts);
            // One part stands for itself; true and false have names.
            name = parts.size() < 2 ? text : writer.term(text);
        }
        names.put(condition, name);
        return name;
    }
}

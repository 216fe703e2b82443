package org.axiomj.properties;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.axiomj.ir.exact.Rational;

/** What can be asked of a {@link Condition}; exact. */
public final class Conditions {
    private Conditions() {}

    /** Whether the condition holds of the point with inputs {@code x} and outputs {@code y}. */
    public static boolean holds(Condition condition, IntFunction<Rational> x, IntFunction<Rational> y) {
        if (condition instanceof Condition.Atom atom) {
            int sign = atom.constraint().excess(x, y).signum();
            return sign < 0 || (sign == 0 && !atom.constraint().strict());
        }
        boolean conjunction = condition instanceof Condition.And;
        for (Condition part : parts(condition)) {
            if (holds(part, x, y) != conjunction) {
                return !conjunction;
            }
        }
        return conjunction;
    }

    /** Whether the point is in the case: in its box, and the unsafe condition holds of it. */
    public static boolean holds(Query.Case unsafeCase, IntFunction<Rational> x, IntFunction<Rational> y) {
        return contains(unsafeCase.box(), x) && holds(unsafeCase.unsafe(), x, y);
    }

    public static boolean contains(Box box, IntFunction<Rational> x) {
        for (int i = 0; i < box.size(); i++) {
            Rational value = x.apply(i);
            if (value.compareTo(box.lower().get(i)) < 0
                    || value.compareTo(box.upper().get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    /** The inputs that the condition speaks of. */
    public static SortedSet<Integer> inputs(Condition condition) {
        SortedSet<Integer> inputs = new TreeSet<>();
        collect(condition, inputs, new TreeSet<>());
        return inputs;
    }

    /** The outputs that the condition speaks of. */
    public static SortedSet<Integer> outputs(Condition condition) {
        SortedSet<Integer> outputs = new TreeSet<>();
        collect(condition, new TreeSet<>(), outputs);
        return outputs;
    }

    private static void collect(Condition condition, SortedSet<Integer> inputs, SortedSet<Integer> outputs) {
        if (condition instanceof Condition.Atom atom) {
            inputs.addAll(atom.constraint().inputs().keySet());
            outputs.addAll(atom.constraint().outputs().keySet());
            return;
        }
        for (Condition part : parts(condition)) {
            collect(part, inputs, outputs);
        }
    }

    private static java.util.List<Condition> parts(Condition junction) {
        return junction instanceof Condition.And and ? and.parts() : ((Condition.Or) junction).parts();
    }
}

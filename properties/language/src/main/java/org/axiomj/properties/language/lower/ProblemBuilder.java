package org.axiomj.properties.language.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axiomj.ir.Network;
import org.axiomj.ir.compose.Composition;
import org.axiomj.ir.compose.Value;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.LinearConstraint;
import org.axiomj.properties.Problem;
import org.axiomj.properties.Query;
import org.axiomj.properties.language.core.Formula;
import org.jspecify.annotations.Nullable;

/** Builds the one problem whose counterexamples are those of a formula. */
final class ProblemBuilder {
    private final Vectors vectors = new Vectors();
    private final Formulas formulas;
    /** Where the elements of a vector begin in the query's output, by the vector's number. */
    private final Map<Integer, Integer> outputOffsets = new LinkedHashMap<>();

    private final List<Value> outputs = new ArrayList<>();
    private int outputSize;

    ProblemBuilder(Map<String, Network> networks) {
        formulas = new Formulas(new Expressions(vectors, networks));
    }

    Goal build(Formula formula) {
        Tree broken = formulas.lower(formula, true);
        if (vectors.variables().isEmpty()) {
            // A statement about constants alone; the query needs an input all the same.
            Vectors.Free none = vectors.variable("none", List.of(1));
            Domains.raise(none, 0, Rational.ZERO);
            Domains.sink(none, 0, Rational.ZERO);
        }
        List<Tree> rest = new ArrayList<>();
        for (Tree part : broken instanceof Tree.And and ? and.parts() : List.of(broken)) {
            if (!(part instanceof Tree.Atom atom) || !tighten(atom)) {
                rest.add(part);
            }
        }
        Box box = box();
        Condition unsafe = condition(Tree.and(rest));
        Condition domain = condition(Tree.and(formulas.constraints()));
        if (outputs.isEmpty()) {
            outputs.add(vectors.value(vectors.variables().get(0).source()));
        }
        Composition composition = vectors.builder().build(outputs);
        Problem problem = new Problem(composition, query(composition, box, unsafe), tensors());
        return new Goal(
                problem,
                domain.equals(Condition.TRUE) ? Optional.empty() : Optional.of(query(composition, box, domain)));
    }

    private static Query query(Composition composition, Box box, Condition condition) {
        return new Query(
                composition.core().inputSize(),
                composition.core().outputSize(),
                List.of(new Query.Case(box, condition)));
    }

    // ------------------------------------------------------------------------------------------------ the box

    /** Whether the atom is a bound of one element of a variable that the box now says wholly. */
    private boolean tighten(Tree.Atom atom) {
        Linear excess = atom.excess();
        if (excess.terms().size() != 1) {
            return false;
        }
        Linear.Element element = excess.terms().firstKey();
        for (Vectors.Free free : vectors.variables()) {
            if (free.source() == element.source()) {
                Rational coefficient = Objects.requireNonNull(excess.terms().get(element));
                Rational bound = excess.constant().negate().divide(coefficient);
                return tighten(free, element.index(), bound, coefficient.signum() > 0) && !atom.strict();
            }
        }
        return false;
    }

    /** Not where that leaves nothing: the domain is not empty, only the counterexamples are. */
    private static boolean tighten(Vectors.Free free, int i, Rational bound, boolean upper) {
        Rational other = upper ? free.lower()[i] : free.upper()[i];
        if (other != null && (upper ? other.compareTo(bound) > 0 : other.compareTo(bound) < 0)) {
            return false;
        }
        if (upper) {
            Domains.sink(free, i, bound);
        } else {
            Domains.raise(free, i, bound);
        }
        return true;
    }

    private Box box() {
        List<Rational> lower = new ArrayList<>();
        List<Rational> upper = new ArrayList<>();
        for (Vectors.Free free : vectors.variables()) {
            for (int i = 0; i < free.lower().length; i++) {
                Rational low = bound(free, i, free.lower()[i], "lower");
                Rational high = bound(free, i, free.upper()[i], "upper");
                if (low.compareTo(high) > 0) {
                    throw new InvalidPropertyException("the domain of " + name(free, i) + " is empty: it is at least "
                            + low.toText(20) + " and at most " + high.toText(20)
                            + "; a property of nothing holds always and says nothing, so correct the bounds");
                }
                lower.add(low);
                upper.add(high);
            }
        }
        return new Box(lower, upper);
    }

    private static Rational bound(Vectors.Free free, int i, @Nullable Rational bound, String which) {
        if (bound == null) {
            throw new InvalidPropertyException("expected a bounded domain, found no " + which + " bound of "
                    + name(free, i) + "; give it one, as in `forall " + free.name() + " in [0, 1]. ...`");
        }
        return bound;
    }

    private static String name(Vectors.Free free, int i) {
        return free.lower().length == 1 ? free.name() : free.name() + "[" + i + "]";
    }

    // ------------------------------------------------------------------------------------------------ the condition

    private Condition condition(Tree tree) {
        if (tree instanceof Tree.Atom atom) {
            return new Condition.Atom(constraint(atom));
        }
        boolean conjunction = tree instanceof Tree.And;
        List<Condition> parts = new ArrayList<>();
        for (Tree part : conjunction ? ((Tree.And) tree).parts() : ((Tree.Or) tree).parts()) {
            parts.add(condition(part));
        }
        return conjunction ? new Condition.And(parts) : new Condition.Or(parts);
    }

    private LinearConstraint constraint(Tree.Atom atom) {
        SortedMap<Integer, Rational> x = new TreeMap<>();
        SortedMap<Integer, Rational> y = new TreeMap<>();
        for (Map.Entry<Linear.Element, Rational> term : atom.excess().terms().entrySet()) {
            int source = term.getKey().source();
            int input = inputOffset(source);
            if (input >= 0) {
                x.put(input + term.getKey().index(), term.getValue());
            } else {
                y.put(outputOffset(source) + term.getKey().index(), term.getValue());
            }
        }
        return new LinearConstraint(x, y, atom.excess().constant().negate(), atom.strict());
    }

    private int inputOffset(int source) {
        for (Vectors.Free free : vectors.variables()) {
            if (free.source() == source) {
                return free.offset();
            }
        }
        return -1;
    }

    private int outputOffset(int source) {
        Integer known = outputOffsets.get(source);
        if (known == null) {
            known = outputSize;
            outputOffsets.put(source, known);
            outputs.add(vectors.value(source));
            outputSize += vectors.value(source).size();
        }
        return known;
    }

    private List<Problem.Tensor> tensors() {
        List<Problem.Tensor> tensors = new ArrayList<>();
        for (Vectors.Free free : vectors.variables()) {
            List<Integer> elements = new ArrayList<>();
            for (int i = 0; i < free.lower().length; i++) {
                elements.add(free.offset() + i);
            }
            tensors.add(new Problem.Tensor(
                    free.name(), "real", vectors.value(free.source()).shape(), true, elements));
        }
        return tensors;
    }
}

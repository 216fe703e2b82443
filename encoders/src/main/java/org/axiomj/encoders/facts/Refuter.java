package org.axiomj.encoders.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axiomj.encoders.facts.ExactFormula.Truth;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.UnsupportedPropertyException;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Shape;

/**
 * Looks for a point in the domain at which a formula is false, and checks it exactly. Where a size is left open, vectors of
 * 2, 1, 3 and 4 elements are tried: the formula speaks of every size.
 */
final class Refuter {
    private static final List<Long> SIZES = List.of(2L, 1L, 3L, 4L);

    private final List<QuantifiedVariable> variables = new ArrayList<>();
    private final Formula body;
    private final Set<Rational> constants;
    private final List<ExactFormula.Execution> executions;
    private boolean inhabited;

    /** Over the reals. */
    Refuter(Formula formula, Set<Rational> constants) {
        this(formula, constants, List.of(ExactCall::values));
    }

    /** A point counts where the formula is false in each of these, at least one, executions. */
    Refuter(Formula formula, Set<Rational> constants, List<ExactFormula.Execution> executions) {
        this.executions = List.copyOf(executions);
        Formula rest = formula;
        while (rest instanceof Formula.ForAll q) {
            variables.add(new QuantifiedVariable(q.variable(), q.domain()));
            rest = q.body();
        }
        this.body = rest;
        this.constants = constants;
    }

    /** The names of the dimensions that the variables leave open. */
    Set<String> openDimensions() {
        Set<String> open = new LinkedHashSet<>();
        for (QuantifiedVariable v : variables) {
            for (Shape.Dimension dimension : v.variable().shape().dimensions()) {
                if (dimension instanceof Shape.Any any) {
                    open.add(any.name());
                }
            }
        }
        return open;
    }

    Formula body() {
        return body;
    }

    List<QuantifiedVariable> variables() {
        return variables;
    }

    /** Whether a point was seen that certainly lies in the domain. */
    boolean sawDomain() {
        return inhabited;
    }

    /** The first point found before the time of {@link System#nanoTime}. */
    Optional<FactVerdict.Refuted> search(long deadlineNanos) {
        Set<String> open = openDimensions();
        for (long size : open.isEmpty() ? List.of(1L) : SIZES) {
            Map<String, Long> sizes = new LinkedHashMap<>();
            open.forEach(name -> sizes.put(name, size));
            List<Map<String, List<Rational>>> points;
            try {
                points = Candidates.points(variables, constants, sizes);
            } catch (Undetermined tooLarge) {
                return Optional.empty();
            }
            for (Map<String, List<Rational>> point : points) {
                Optional<FactVerdict.Refuted> found = at(point, sizes);
                if (found.isPresent()) {
                    return found;
                }
                if (System.nanoTime() - deadlineNanos >= 0) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the formula is certainly false at this point of the domain. */
    Optional<FactVerdict.Refuted> at(Map<String, List<Rational>> point, Map<String, Long> sizes) {
        try {
            if (!isInDomain(point, sizes)) {
                return Optional.empty();
            }
            String reason = "";
            for (ExactFormula.Execution execution : executions) {
                ExactFormula exact = new ExactFormula(point, sizes, execution);
                if (exact.truth(body) != Truth.FALSE) {
                    return Optional.empty();
                }
                reason = exact.reason();
            }
            return Optional.of(new FactVerdict.Refuted(point, reason));
        } catch (Undetermined | UnsupportedPropertyException e) {
            return Optional.empty();
        }
    }

    /** Whether the point certainly lies in the domain, over the reals. */
    boolean isInDomain(Map<String, List<Rational>> point, Map<String, Long> sizes) {
        ExactFormula exact = new ExactFormula(point, sizes);
        for (QuantifiedVariable v : variables) {
            if (exact.truth(Violation.membership(v.domain(), v.variable())) != Truth.TRUE) {
                return false;
            }
        }
        inhabited = true;
        return true;
    }
}

package org.axiomj.properties.language.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.Network;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.UnsupportedPropertyException;
import org.axiomj.properties.language.TypedProperty;
import org.axiomj.properties.language.core.Domain;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Shape;
import org.axiomj.properties.language.core.Substitution;

/**
 * Lowers a property to goals over the real numbers. The property holds iff no goal's problem has a counterexample; a
 * counterexample of one is one of the property. Conjunctions and the rows of data sets become goals of their own.
 */
public final class PropertyLowering {
    /** Problems that a property may become. */
    private static final int MOST = 100_000;

    private PropertyLowering() {}

    /**
     * Lowers a property.
     *
     * @param networks by the names that the property uses
     * @throws org.axiomj.properties.InvalidPropertyException for an empty or unbounded domain, or a network that is missing
     * @throws UnsupportedPropertyException for what cannot be said as problems: a quantifier of the other kind within,
     *     NaN and infinity
     */
    public static List<Goal> lower(TypedProperty property, Map<String, Network> networks, DatasetRows rows) {
        List<Formula> goals = new ArrayList<>();
        split(property.formula(), rows, goals);
        List<Goal> lowered = new ArrayList<>();
        for (Formula goal : goals) {
            lowered.add(new ProblemBuilder(networks).build(goal));
        }
        return lowered;
    }

    private static void split(Formula f, DatasetRows rows, List<Formula> goals) {
        if (f instanceof Formula.And and) {
            and.operands().forEach(operand -> split(operand, rows, goals));
        } else if (f instanceof Formula.ForAll all && all.domain() instanceof Domain.Rows of) {
            for (long i = of.first(); i <= of.last(); i++) {
                DatasetRows.Row row = rows.row(of.dataset(), i);
                Expr.Constant label = new Expr.Constant(
                        Shape.SCALAR, List.of(Rational.of((long) row.label().orElse(-1))));
                split(Substitution.replaceRow(all.body(), all.variable(), row.values(), label), rows, goals);
            }
        } else {
            if (goals.size() == MOST) {
                throw new UnsupportedPropertyException("expected at most " + MOST
                        + " problems in one property, found more; take fewer rows of the data set at once");
            }
            goals.add(f);
        }
    }
}

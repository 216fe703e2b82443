package org.axiomj.encoders.facts;

import static org.axiomj.encoders.facts.Symbols.all;
import static org.axiomj.encoders.facts.Symbols.any;
import static org.axiomj.encoders.facts.Symbols.compare;
import static org.axiomj.encoders.facts.Symbols.not;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axiomj.properties.UnsupportedPropertyException;
import org.axiomj.properties.language.core.Domain;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Shape;

/**
 * Writes that a formula may fail, as SMT-LIB text: true of every assignment under which the formula is false, or of which it
 * cannot be said because a quotient, logarithm or root in it has no value. Disjunctions and conjunctions are read as in
 * strong Kleene logic, so {@code x != 0 ==> 1 / x ...} asks nothing at 0. If that has no solution, the formula holds.
 */
final class Violation {
    private static final int MOST_ATOMS = 20_000;

    private final Symbols symbols;
    private final Positions positions;
    private final Terms terms;
    private int guards;
    private int atoms;

    Violation(Symbols symbols) {
        this.symbols = symbols;
        this.positions = new Positions();
        this.terms = new Terms(symbols, positions);
    }

    /**
     * True wherever the formula has the value {@code wanted} or none.
     *
     * @throws UnsupportedPropertyException for networks, data and alternating quantifiers
     */
    String possible(Formula f, boolean wanted) {
        if (f instanceof Formula.Truth t) {
            return Boolean.toString(t.value() == wanted);
        } else if (f instanceof Formula.Not n) {
            return possible(n.operand(), !wanted);
        } else if (f instanceof Formula.And and) {
            return connected(and.operands(), wanted, wanted);
        } else if (f instanceof Formula.Or or) {
            return connected(or.operands(), wanted, !wanted);
        } else if (f instanceof Formula.ForAll q && !wanted) {
            return all(List.of(possible(membership(q.domain(), q.variable()), true), possible(q.body(), false)));
        } else if (f instanceof Formula.Exists q && wanted) {
            return all(List.of(possible(membership(q.domain(), q.variable()), true), possible(q.body(), true)));
        } else if (f instanceof Formula.Compare c) {
            return comparison(c, wanted);
        }
        return possible(core(f), wanted);
    }

    private String connected(List<Formula> operands, boolean wanted, boolean conjunction) {
        List<String> parts = new ArrayList<>();
        operands.forEach(operand -> parts.add(possible(operand, wanted)));
        return conjunction ? all(parts) : any(parts);
    }

    /**
     * The formula that says that the variable lies in the domain.
     *
     * @throws UnsupportedPropertyException for rows of a dataset
     */
    static Formula membership(Domain domain, Expr.Variable variable) {
        if (hasRows(domain)) {
            throw new UnsupportedPropertyException("expected variables over real numbers, found rows of a dataset");
        }
        return domain.contains(variable);
    }

    private static boolean hasRows(Domain domain) {
        return domain instanceof Domain.Rows
                || domain instanceof Domain.Intersection both
                        && both.parts().stream().anyMatch(Violation::hasRows);
    }

    /**
     * The same in comparisons, connectives and quantifiers.
     *
     * @throws UnsupportedPropertyException where it speaks of a dataset's labels or of vectors of unknown size
     */
    static Formula core(Formula f) {
        if (f instanceof Formula.Close c) {
            return c.expanded();
        } else if (f instanceof Formula.Iff iff) {
            return iff.expanded();
        } else if (f instanceof Formula.Regular r) {
            // In real arithmetic every value is a number; what may be missing is the value.
            return new Formula.Compare(Formula.Relation.EQUAL, r.value(), r.value());
        } else if (f instanceof Formula.ClassIs c
                && c.index() instanceof Expr.Constant
                && c.scores().shape().isFixed()) {
            return c.expanded();
        } else if (f instanceof Formula.SameClass c
                && c.left().shape().isFixed()
                && c.right().shape().isFixed()) {
            return c.expanded();
        } else if (f instanceof Formula.InTop t
                && t.index() instanceof Expr.Constant
                && t.scores().shape().isFixed()) {
            return t.expanded();
        }
        throw new UnsupportedPropertyException(
                "expected one kind of quantifier, numbers instead of labels, and classes of vectors of known size;"
                        + " found " + f.getClass().getSimpleName());
    }

    private String comparison(Formula.Compare c, boolean wanted) {
        Shape shape = c.shape();
        if (shape.isFixed()) {
            List<String> parts = new ArrayList<>();
            int size = Terms.size(shape);
            for (int i = 0; i < size; i++) {
                parts.add(atom(c, i, wanted));
            }
            return wanted ? all(parts) : any(parts);
        }
        if (!wanted) {
            return atom(c, positions.fresh(shape), false);
        }
        // Holds at every position if it holds at all: a switch, so that it may stand in a disjunction.
        Polynomial guard = Polynomial.variable(symbols.variable("guard " + guards++, Set.of()));
        String on = compare(">", guard, Polynomial.ZERO);
        positions.atEvery(shape, at -> symbols.define(FunctionFacts.implies(on, atom(c, at, true))));
        return on;
    }

    private String atom(Formula.Compare c, long position, boolean wanted) {
        if (++atoms > MOST_ATOMS) {
            throw new UnsupportedPropertyException(
                    "expected a formula of moderate size, found more than " + MOST_ATOMS + " comparisons of numbers");
        }
        terms.beginAtom();
        Polynomial left = terms.element(c.left(), position);
        Polynomial right = terms.element(c.right(), position);
        String relation =
                c.relation() == Formula.Relation.EQUAL ? "=" : c.relation().text();
        List<String> cases = new ArrayList<>(terms.undefined());
        cases.add(wanted ? compare(relation, left, right) : not(compare(relation, left, right)));
        return any(cases);
    }
}

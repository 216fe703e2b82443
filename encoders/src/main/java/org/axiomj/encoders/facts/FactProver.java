package org.axiomj.encoders.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axiomj.encoders.GuardedSolver;
import org.axiomj.encoders.SmtAnswer;
import org.axiomj.encoders.SmtProblem;
import org.axiomj.encoders.SmtSolver;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.UnsupportedPropertyException;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;

/**
 * Decides statements about functions for every value of their variables, also without a domain and for vectors of every
 * size. Sound over the reals, given the solver's word for what it finds unsatisfiable (the oracle that a proof names); not
 * complete.
 */
public final class FactProver {
    private static final long FIRST_LOOK_NANOS = 200_000_000L;
    private static final long LEMMA_NANOS = 2_000_000_000L;

    private FactProver() {}

    /**
     * Returns soon after the deadline of {@link System#nanoTime}, whatever the solver does.
     *
     * @param formula closed; statements that are not about functions alone are {@link FactVerdict.Unknown}
     */
    public static FactVerdict decide(Formula formula, SmtSolver solver, long deadlineNanos) {
        if (!solver.supportsNonlinear()) {
            return new FactVerdict.Unknown(solver.name() + " does not multiply variables, and facts need that");
        }
        try {
            Refuter refuter = new Refuter(formula, Constants.of(formula));
            Optional<FactVerdict.Refuted> point =
                    refuter.search(Math.min(deadlineNanos, System.nanoTime() + FIRST_LOOK_NANOS));
            return point.isPresent() ? point.get() : proof(formula, refuter, solver, deadlineNanos);
        } catch (UnsupportedPropertyException e) {
            return new FactVerdict.Unknown(String.valueOf(e.getMessage()));
        }
    }

    private static FactVerdict proof(Formula formula, Refuter refuter, SmtSolver solver, long deadlineNanos) {
        Symbols symbols = new Symbols();
        String violation = new Violation(symbols).possible(formula, false);
        List<String> wanted = keys(refuter.variables());
        SmtAnswer answer = GuardedSolver.solve(solver, symbols.problem(violation, wanted), deadlineNanos);
        if (answer instanceof SmtAnswer.Sat sat) {
            return hinted(refuter, sat, solver);
        } else if (answer instanceof SmtAnswer.Unknown unknown) {
            return new FactVerdict.Unknown(unknown.reason());
        }
        // No domain, or facts that contradict each other, would prove anything.
        if (!refuter.sawDomain()) {
            return new FactVerdict.Unknown("no point of the domain was found; is it empty?");
        }
        SmtProblem alone = symbols.problem("true", List.of());
        if (GuardedSolver.solve(solver, alone, patience(deadlineNanos)) instanceof SmtAnswer.Unsat) {
            return new FactVerdict.Unknown(solver.name() + " calls the facts about the functions contradictory");
        }
        return proved(symbols.lemmas(), solver, deadlineNanos);
    }

    private static FactVerdict proved(Set<Lemma> lemmas, SmtSolver solver, long deadlineNanos) {
        List<String> texts = new ArrayList<>();
        for (Lemma lemma : lemmas) {
            if (lemma.isChecked()) {
                SmtAnswer answer = GuardedSolver.solve(solver, lemma.negation(), patience(deadlineNanos));
                if (!(answer instanceof SmtAnswer.Unsat)) {
                    return new FactVerdict.Unknown(solver.name() + " did not confirm the lemma: " + lemma.text());
                }
            }
            texts.add((lemma.isChecked() ? solver.name() + ": " : "known: ") + lemma.text());
        }
        return new FactVerdict.Proved("oracle:" + solver.name(), texts);
    }

    private static long patience(long deadlineNanos) {
        return Math.min(deadlineNanos, System.nanoTime() + LEMMA_NANOS);
    }

    private static FactVerdict hinted(Refuter refuter, SmtAnswer.Sat sat, SmtSolver solver) {
        Map<String, List<Rational>> point = new LinkedHashMap<>();
        int at = 0;
        for (QuantifiedVariable v : refuter.variables()) {
            if (v.variable().shape().isFixed()) {
                int size = Terms.size(v.variable().shape());
                if (at + size <= sat.inputs().size()) {
                    point.put(v.variable().name(), sat.inputs().subList(at, at + size));
                }
                at += size;
            }
        }
        Optional<FactVerdict.Refuted> found = refuter.at(point, Map.of());
        return found.isPresent()
                ? found.get()
                : new FactVerdict.Unknown("what is known of the functions leaves room for a violation (" + solver.name()
                        + "), and no point that was tried is one");
    }

    private static List<String> keys(List<QuantifiedVariable> variables) {
        List<String> keys = new ArrayList<>();
        for (QuantifiedVariable v : variables) {
            Expr.Variable x = v.variable();
            if (x.shape().isFixed()) {
                int size = Terms.size(x.shape());
                for (int i = 0; i < size; i++) {
                    keys.add(Terms.key(x.name(), x.shape(), i));
                }
            }
        }
        return keys;
    }

    /** The numbers that stand in a formula, as hints where it may fail. */
    private static final class Constants {
        private static final int MOST = 12;
        private final Set<Rational> found = new LinkedHashSet<>();

        static Set<Rational> of(Formula formula) {
            Constants constants = new Constants();
            constants.formula(formula);
            return constants.found;
        }

        private void formula(Formula f) {
            if (f instanceof Formula.Not n) {
                formula(n.operand());
            } else if (f instanceof Formula.And and) {
                and.operands().forEach(this::formula);
            } else if (f instanceof Formula.Or or) {
                or.operands().forEach(this::formula);
            } else if (f instanceof Formula.ForAll q) {
                formula(q.body());
            } else if (f instanceof Formula.Compare c) {
                expr(c.left());
                expr(c.right());
            }
        }

        private void expr(Expr e) {
            if (e instanceof Expr.Constant c) {
                c.elements().stream().limit(Math.max(0, MOST - found.size())).forEach(found::add);
            } else if (e instanceof Expr.Sum s) {
                s.terms().forEach(this::expr);
            } else if (e instanceof Expr.Negate n) {
                expr(n.operand());
            } else if (e instanceof Expr.Product p) {
                expr(p.left());
                expr(p.right());
            }
        }
    }
}

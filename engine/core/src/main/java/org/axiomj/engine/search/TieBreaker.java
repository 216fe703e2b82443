package org.axiomj.engine.search;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.encoders.SmtAnswer;
import org.axiomj.encoders.SmtDecision;
import org.axiomj.encoders.SmtSolver;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Query;

/**
 * Decides parts on which bounds and condition differ by less than doubles resolve ("y is at most 1/2" where 1/2 is reached):
 * exact arithmetic by an SMT solver, on the part's box alone. What it excludes is the solver's word.
 */
public final class TieBreaker {
    /** Margins between this and 0 are ties, relative to the size of the numbers that they come from. */
    static final double TIE = 1e-9;

    /** Splitting goes on for this long before a tie is handed over: most ties of relaxations are none of the network. */
    static final int LEAST_DEPTH = 6;

    private static final int LARGEST_NETWORK = 400;
    private static final long NANOS_EACH = 2_000_000_000L;
    private final CoreGraph graph;
    private final Query query;
    private final SmtSolver solver;
    private final boolean small;
    private long used;
    private int failures;

    /** @param allowed whether what holds over the reals answers the question */
    public TieBreaker(CoreGraph graph, Query query, SmtSolver solver, boolean allowed) {
        this.graph = graph;
        this.query = query;
        this.solver = solver;
        small = allowed && graph.nodes().stream().mapToLong(n -> n.size()).sum() <= LARGEST_NETWORK;
    }

    /** The name under which this has vouched for a part, empty if it has not. */
    public synchronized String oracle() {
        return used > 0 ? solver.name() : "";
    }

    /** Whether the solver says that no point of the part violates the property. */
    synchronized boolean excludes(int caseIndex, double[] lower, double[] upper, long deadlineNanos) {
        if (!small || failures > 3) {
            return false;
        }
        try {
            Query.Case part = new Query.Case(
                    cut(query.cases().get(caseIndex).box(), lower, upper),
                    query.cases().get(caseIndex).unsafe());
            long deadline = Math.min(deadlineNanos, System.nanoTime() + NANOS_EACH);
            SmtAnswer answer = SmtDecision.decide(graph, part, solver, deadline);
            failures += answer instanceof SmtAnswer.Unknown ? 1 : 0;
            used += answer instanceof SmtAnswer.Unsat ? 1 : 0;
            return answer instanceof SmtAnswer.Unsat;
        } catch (UnsupportedOperatorException e) {
            failures = Integer.MAX_VALUE;
            return false;
        }
    }

    /** The part's box within the exact one: outward rounding at the root must not let points in that are not asked about. */
    private static Box cut(Box exact, double[] lower, double[] upper) {
        List<Rational> l = new ArrayList<>();
        List<Rational> u = new ArrayList<>();
        for (int i = 0; i < lower.length; i++) {
            l.add(max(exact.lower().get(i), Rational.of(lower[i])));
            u.add(min(exact.upper().get(i), Rational.of(upper[i])));
        }
        return new Box(l, u);
    }

    private static Rational max(Rational a, Rational b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Rational min(Rational a, Rational b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}

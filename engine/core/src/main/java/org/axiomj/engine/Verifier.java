package org.axiomj.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axiomj.encoders.SmtSolver;
import org.axiomj.encoders.SmtSolvers;
import org.axiomj.engine.attack.Falsifier;
import org.axiomj.engine.bounds.BoundGraph;
import org.axiomj.engine.search.BranchAndBound;
import org.axiomj.engine.search.Root;
import org.axiomj.engine.search.SearchOutcome;
import org.axiomj.engine.search.Target;
import org.axiomj.engine.search.Task;
import org.axiomj.engine.search.TieBreaker;
import org.axiomj.ir.Network;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.compose.Composition;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.proofs.Counterexample;
import org.axiomj.proofs.ReplayOutcome;
import org.axiomj.proofs.Replayer;
import org.axiomj.proofs.elaborate.ProofTree;
import org.axiomj.proofs.statement.Float32Grid;
import org.axiomj.proofs.statement.InexpressibleException;
import org.axiomj.proofs.statement.Semantics;
import org.axiomj.properties.Problem;
import org.axiomj.properties.Query;

/**
 * Decides whether a network has an input that a query describes. Reads as the pipeline: attack, bounds, branch and bound or
 * an SMT solver, verdict. Sound in real arithmetic; a failure of any part is UNKNOWN.
 */
public final class Verifier {
    /** The name of the oracle that the engine's own search is where a proof carries no certificate. */
    public static final String SEARCH = "axiom-search";

    private static final int MEMORY_SHARE_OF_NOTES = 6;

    /** For a certificate of what a solver decided, beyond the time that it took itself. */
    private static final long NANOS_AFTER_SOLVER = 2_000_000_000L;

    /** How many neurons a solver may be asked about at once, and for how long before the search has its turn. */
    private static final int MOST_NEURONS_WHOLE = 24;

    private static final long NANOS_FOR_WHOLE = 5_000_000_000L;

    /** For looking at what rounding does where the search came near to the limit. */
    private static final long NANOS_FOR_FLOAT32 = 300_000_000L;

    private final CoreGraph graph;
    private final Query query;
    private final boolean several;
    private final Options options;
    private final Progress.Listener listener;
    private final Falsifier falsifier;
    private final Tally tally = new Tally();

    private Verifier(
            CoreGraph graph,
            Query query,
            boolean several,
            Options options,
            Progress.Listener listener,
            Replayer replayer) {
        this.several = several;
        this.graph = graph;
        this.query = query;
        this.options = options;
        this.listener = listener;
        falsifier = new Falsifier(graph, replayer, options.seed(), options.semantics());
    }

    /** Decides a query about a network that was read from a file. */
    public static Verdict verify(Network network, Query query, Options options, Progress.Listener listener) {
        return verify(network.core(), network.onnx(), query, options, listener);
    }

    /** Decides a problem about one or several networks. */
    public static Verdict verify(Problem problem, Options options, Progress.Listener listener) {
        Composition composition = problem.composition();
        if (options.semantics() == Semantics.FLOAT32 && composition.computesExactly()) {
            forgetEarlier(options.certificateFile());
            return new Verdict.Unknown(
                    Semantics.FLOAT32,
                    Verdict.Reason.UNSUPPORTED,
                    "the property multiplies variables, and what float32 execution of that would be is not defined",
                    "Use --semantics real.",
                    Optional.empty(),
                    SearchStatistics.NONE);
        }
        return verify(
                composition.core(), problem.query(), options, listener, Optional.of(composition), Optional.empty());
    }

    /**
     * Decides a query.
     *
     * @param onnx the same network for an independent runtime to replay counterexamples in, if there is such a file
     * @throws IllegalArgumentException if the query is about another number of inputs or outputs than the network has
     */
    public static Verdict verify(
            CoreGraph graph, Optional<byte[]> onnx, Query query, Options options, Progress.Listener listener) {
        return verify(graph, query, options, listener, Optional.empty(), onnx);
    }

    private static Verdict verify(
            CoreGraph graph,
            Query query,
            Options options,
            Progress.Listener listener,
            Optional<Composition> composition,
            Optional<byte[]> onnx) {
        if (query.inputSize() != graph.inputSize() || query.outputSize() != graph.outputSize()) {
            throw new IllegalArgumentException(
                    "the query is about " + query.inputSize() + " inputs and " + query.outputSize()
                            + " outputs, the network has " + graph.inputSize() + " and " + graph.outputSize());
        }
        forgetEarlier(options.certificateFile());
        boolean real = options.semantics() == Semantics.REAL;
        Query asked;
        try {
            asked = real ? query : Float32Grid.restrict(query);
        } catch (InexpressibleException e) {
            return new Verdict.Unknown(
                    options.semantics(),
                    Verdict.Reason.UNSUPPORTED,
                    String.valueOf(e.getMessage()),
                    "Widen the range, or use --semantics real.",
                    Optional.empty(),
                    SearchStatistics.NONE);
        }
        try (Replayer replayer = replayer(graph, asked, options.semantics(), composition, onnx)) {
            boolean several =
                    composition.isPresent() && composition.get().single().isEmpty();
            Verifier verifier = new Verifier(graph, asked, several, options, listener, replayer);
            Verdict verdict = verifier.decide();
            // The search's bounds allow for rounding only where that is simple, so its word says nothing about float32.
            if (!real || options.certificates() == Options.Certificates.REQUIRED) {
                verdict = withoutOracles(verdict);
            }
            List<Falsifier.NearMiss> misses = verifier.falsifier.nearMisses();
            return real && !misses.isEmpty() && verdict instanceof Verdict.Proved proved
                    ? withFloat32(proved, misses, graph, query, options, composition, onnx)
                    : verdict;
        }
    }

    private static Replayer replayer(
            CoreGraph graph,
            Query query,
            Semantics semantics,
            Optional<Composition> composition,
            Optional<byte[]> onnx) {
        return composition.isPresent()
                ? new Replayer(composition.get(), query, semantics)
                : new Replayer(graph, onnx, query, semantics);
    }

    /** Tells of an input that rounding pushes over the limit, for whoever runs the network in float32. */
    private static Verdict withFloat32(
            Verdict.Proved proved,
            List<Falsifier.NearMiss> misses,
            CoreGraph graph,
            Query query,
            Options options,
            Optional<Composition> composition,
            Optional<byte[]> onnx) {
        Query asked;
        try {
            asked = Float32Grid.restrict(query);
        } catch (InexpressibleException e) {
            return proved; // without a float32 in the box there is nothing to tell
        }
        try (Replayer replayer = replayer(graph, asked, Semantics.FLOAT32, composition, onnx)) {
            Optional<Counterexample> found = Optional.empty();
            for (int i = 0; i < misses.size() && found.isEmpty() && !options.expired(); i++) {
                Falsifier.NearMiss miss = misses.get(i);
                if (replayer.replay(miss.caseIndex(), miss.point()) instanceof ReplayOutcome.Confirmed confirmed) {
                    found = Optional.of(confirmed.counterexample());
                }
            }
            if (found.isEmpty() && !options.expired()) {
                Target near = Target.of(asked, misses.get(misses.size() - 1).caseIndex());
                found = new Falsifier(graph, replayer, options.seed(), Semantics.FLOAT32)
                        .attack(near, NANOS_FOR_FLOAT32, options::expired);
            }
            return new Verdict.Proved(proved.semantics(), proved.evidence(), proved.statistics(), found);
        } catch (UnsupportedOperatorException e) {
            return proved; // our evaluator has no float32 for some operator
        }
    }

    /** A certificate of an earlier run must not be taken for this one's. */
    private static void forgetEarlier(Optional<Path> file) {
        try {
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the earlier certificate cannot be deleted: " + e.getMessage(), e);
        }
    }

    private Verdict decide() {
        if (options.semantics() == Semantics.FLOAT32 && !options.solver().equals("auto")) {
            return unknown(
                    Verdict.Reason.UNSUPPORTED,
                    "SMT solvers decide over the reals, and the question is about float32 execution",
                    "Use --solver auto, or --semantics real.");
        }
        try {
            return options.solver().equals("auto") ? search() : solve();
        } catch (UnsupportedOperatorException e) {
            return unknown(
                    Verdict.Reason.UNSUPPORTED,
                    String.valueOf(e.getMessage()),
                    "See `axiom lint` for what hinders verification in this model.");
        } catch (OutOfMemoryError e) {
            return unknown(Verdict.Reason.MEMORY, "the Java heap is exhausted", "Give more memory with --memory.");
        }
    }

    private Verdict search() {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < query.cases().size(); i++) {
            targets.add(Target.of(query, i));
        }
        Optional<Counterexample> found = attackAll(targets, attackNanos());
        if (found.isPresent()) {
            return refuted(found.get());
        }
        List<ProofTree> trees =
                ProofTree.forest(targets.size(), Runtime.getRuntime().maxMemory() / MEMORY_SHARE_OF_NOTES);
        BoundGraph bounded = new BoundGraph(graph, options.semantics());
        List<Task> open = boundAll(bounded, targets, trees);
        if (options.expired()) {
            return timeout();
        }
        if (several && !open.isEmpty() && options.semantics() == Semantics.REAL && isSmall()) {
            Optional<Verdict> whole = decideWhole();
            if (whole.isPresent()) {
                return whole.get();
            }
        }
        TieBreaker ties = new TieBreaker(
                graph, query, SmtSolvers.find("z3").orElseThrow(), options.semantics() == Semantics.REAL);
        Optional<Verdict> answer = searchAll(open, ties);
        return answer.isPresent() ? answer.get() : proved(trees, Root.boundsEveryPart(bounded, targets), ties.oracle());
    }

    /**
     * Relations between copies of a network hold with equality all over the domain (f(x) <= f(y) where x = y), which no bound
     * resolves however small the part. A solver decides small ones exactly.
     */
    private Optional<Verdict> decideWhole() {
        long from = System.nanoTime();
        listener.progress(new Progress("solver", 0, query.cases().size(), Double.NaN, 0));
        SmtSolver z3 = SmtSolvers.find("z3").orElseThrow();
        long deadline = from + Math.min(NANOS_FOR_WHOLE, (options.deadlineNanos() - from) / 4);
        SolverRoute.Result result = new SolverRoute(graph, query, z3, deadline, this::confirm).decide();
        tally.solverNanos += System.nanoTime() - from;
        if (result instanceof SolverRoute.Result.Found found) {
            return Optional.of(refuted(found.counterexample()));
        } else if (result instanceof SolverRoute.Result.Failed) {
            return Optional.empty();
        }
        return Optional.of(solved(from, z3.name()));
    }

    private boolean isSmall() {
        int neurons = 0;
        for (CoreNode node : graph.nodes()) {
            if (node.op() instanceof CoreOp.Smooth || node.op() instanceof CoreOp.Product) {
                return false;
            }
            boolean linear = node.op() instanceof CoreOp.Affine
                    || node.op() instanceof CoreOp.Sum
                    || node.op() instanceof CoreOp.Concat
                    || node.op() instanceof CoreOp.Input
                    || node.op() instanceof CoreOp.Constant;
            neurons += linear ? 0 : node.size();
        }
        return neurons <= MOST_NEURONS_WHOLE;
    }

    /** The targets that the root's bounds leave open. */
    private List<Task> boundAll(BoundGraph bounded, List<Target> targets, List<ProofTree> trees) {
        long from = System.nanoTime();
        listener.progress(new Progress("bounds", 0, targets.size(), Double.NaN, 0));
        Root root = new Root(bounded, targets, options::expired);
        List<Task> open = new ArrayList<>();
        for (int i = 0; i < targets.size() && !options.expired(); i++) {
            root.open(targets.get(i), trees.get(i), options::expired).ifPresent(open::add);
        }
        tally.boundNanos += System.nanoTime() - from;
        tally.subproblems += targets.size();
        return open;
    }

    /** A short first strike at every target; the search keeps attacking beside itself. */
    private Optional<Counterexample> attackAll(List<Target> targets, long nanos) {
        long from = System.nanoTime();
        listener.progress(new Progress("attack", 0, targets.size(), Double.NaN, 0));
        Optional<Counterexample> found = Optional.empty();
        for (int i = 0; i < targets.size() && found.isEmpty() && !options.expired(); i++) {
            found = falsifier.attack(targets.get(i), nanos / targets.size(), options::expired);
        }
        tally.attackNanos += System.nanoTime() - from;
        return found;
    }

    private long attackNanos() {
        long left = options.deadlineNanos() - System.nanoTime();
        long elements = graph.nodes().stream().mapToLong(n -> n.size()).sum();
        return Math.max(1, Math.min(left / 10, 20_000_000L + 10_000L * Math.min(elements, 50_000)));
    }

    /** Empty if every task is excluded. */
    private Optional<Verdict> searchAll(List<Task> tasks, TieBreaker ties) {
        listener.bounded(tasks);
        SearchOutcome.Open open = null;
        for (Task task : tasks) {
            BranchAndBound search = new BranchAndBound(task, options, falsifier, ties, listener);
            SearchOutcome outcome = search.run();
            tally.add(search);
            if (outcome instanceof SearchOutcome.Found found) {
                return Optional.of(refuted(found.counterexample()));
            } else if (outcome instanceof SearchOutcome.Open o) {
                open = o;
                if (o.why() == SearchOutcome.Why.DEADLINE || o.why() == SearchOutcome.Why.MEMORY) {
                    break;
                }
            }
        }
        return Optional.ofNullable(open).map(this::unknown);
    }

    private Verdict proved(List<ProofTree> trees, boolean everywhere, String solver) {
        listener.progress(new Progress("certificate", 0, 0, Double.NaN, Double.NaN));
        String oracle = solver.isEmpty() ? SEARCH : SEARCH + "+" + solver;
        return proved(trees, everywhere, options.deadlineNanos(), oracle);
    }

    private Verdict proved(List<ProofTree> trees, boolean everywhere, long deadlineNanos, String oracle) {
        Evidence evidence =
                new Certification(graph, query, trees, everywhere, options, listener).evidence(deadlineNanos, oracle);
        return new Verdict.Proved(options.semantics(), evidence, tally.statistics());
    }

    private Verdict solve() {
        Optional<SmtSolver> solver = SmtSolvers.find(options.solver());
        if (solver.isEmpty()) {
            return unknown(
                    Verdict.Reason.SOLVER_FAILED,
                    "there is no solver called " + options.solver(),
                    "`axiom solvers` lists the solvers that work here.");
        }
        long from = System.nanoTime();
        listener.progress(new Progress("solver", 0, query.cases().size(), Double.NaN, 0));
        SolverRoute.Result result =
                new SolverRoute(graph, query, solver.get(), options.deadlineNanos(), this::confirm).decide();
        tally.solverNanos += System.nanoTime() - from;
        if (result instanceof SolverRoute.Result.Found found) {
            return refuted(found.counterexample());
        } else if (result instanceof SolverRoute.Result.Failed failed) {
            return unknown(failed.reason(), failed.detail(), "Use --solver auto, or give more time with --timeout.");
        }
        return solved(from, options.solver());
    }

    private Verdict solved(long from, String solver) {
        // What the solver found cannot be checked, but often the statement can be proved once it is known to be true.
        List<ProofTree> trees = ProofTree.forest(query.cases().size(), Long.MAX_VALUE / 2);
        long spent = System.nanoTime() - from;
        return proved(trees, true, System.nanoTime() + spent + NANOS_AFTER_SOLVER, solver);
    }

    private Optional<Counterexample> confirm(Integer caseIndex, double[] point) {
        return falsifier.confirmPoint(Target.of(query, caseIndex), point);
    }

    private Verdict refuted(Counterexample counterexample) {
        return new Verdict.Refuted(options.semantics(), counterexample, tally.statistics());
    }

    private Verdict timeout() {
        return unknown(Verdict.Reason.TIMEOUT, "the time limit was reached", "Give more time with --timeout.");
    }

    private Verdict unknown(SearchOutcome.Open open) {
        return switch (open.why()) {
            case DEADLINE -> timeout();
            case MEMORY -> unknown(Verdict.Reason.MEMORY, open.detail(), "Give more memory with --memory.");
            case STUCK ->
                unknown(
                        Verdict.Reason.INCOMPLETE,
                        disagreementOr(open.detail()),
                        "The property is decided by less than double precision resolves; move its bounds a little.");
            case FAILED -> throw new IllegalStateException(open.detail());
        };
    }

    private String disagreementOr(String detail) {
        return falsifier.disagreement().map(ReplayOutcome.Disagreement::what).orElse(detail);
    }

    private Verdict unknown(Verdict.Reason reason, String detail, String advice) {
        return new Verdict.Unknown(
                options.semantics(),
                reason,
                detail,
                advice,
                falsifier.disagreement().map(ReplayOutcome.Disagreement::counterexample),
                tally.statistics());
    }

    private static Verdict withoutOracles(Verdict verdict) {
        return verdict instanceof Verdict.Proved p && p.evidence() instanceof Evidence.Oracle oracle
                ? new Verdict.Unknown(
                        p.semantics(),
                        Verdict.Reason.UNCERTIFIED,
                        "the proof rests on the word of " + oracle.name() + ", not on a certificate: "
                                + oracle.whyNoCertificate(),
                        "Leave out --require-certificate to accept it.",
                        Optional.empty(),
                        p.statistics())
                : verdict;
    }

    private static final class Tally {
        private long subproblems;
        private long splits;
        private long attackNanos;
        private long boundNanos;
        private long solverNanos;
        private double worst = Double.NaN;

        void add(BranchAndBound search) {
            subproblems += search.subproblems();
            splits += search.splits();
            double margin = search.worstMargin();
            worst = Double.isNaN(worst) ? margin : Math.min(worst, margin);
        }

        SearchStatistics statistics() {
            return new SearchStatistics(
                    subproblems,
                    splits,
                    attackNanos / 1_000_000,
                    boundNanos / 1_000_000,
                    solverNanos / 1_000_000,
                    Double.isInfinite(worst) ? Double.NaN : worst);
        }
    }
}

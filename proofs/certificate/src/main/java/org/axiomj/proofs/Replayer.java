package org.axiomj.proofs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.compose.Composition;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.evaluate.DoubleEvaluator;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.evaluate.EnclosureEvaluator;
import org.axiomj.ir.evaluate.ExactEvaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.proofs.statement.Semantics;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Query;

/**
 * Turns a candidate from the search into a counterexample, or says why it is none. Sound over the reals: what is confirmed
 * lies in its case's box exactly, and its output in real arithmetic satisfies the unsafe condition, decided by rigorous
 * double intervals where these suffice and by exact arithmetic otherwise. It has also been run in float32 by an independent
 * runtime: ONNX Runtime for ONNX models where it is there, else our own evaluator. Under float32 semantics what is confirmed
 * violates the property in our own float32 evaluation and in ONNX Runtime, whatever it does over the reals.
 *
 * <p>May be used by several threads. Close it to release ONNX Runtime's session, which is created when first needed.
 */
public final class Replayer implements AutoCloseable {
    /** At about 100 ns a product exact evaluation stays within some seconds. */
    private static final long MOST_PRODUCTS = 50_000_000;

    private static final int SHOWN_DIGITS = 1000;
    private static final MathContext ROUNDED = new MathContext(30);

    private final CoreGraph core;
    private final Float32Runs runs;
    private final Query query;
    private final Semantics semantics;
    private final FloatBox[] boxes;
    private final RoughCheck[] rough;
    private final ConcurrentLinkedQueue<DoubleEvaluator> doubles = new ConcurrentLinkedQueue<>();
    private Optional<EnclosureEvaluator> intervals = Optional.empty();

    /** For counterexamples over the reals. */
    public Replayer(CoreGraph core, Optional<byte[]> onnx, Query query) {
        this(core, onnx, query, Semantics.REAL);
    }

    /** For a query about a composition, whose networks run one by one. */
    public Replayer(Composition composition, Query query, Semantics semantics) {
        this(
                composition.core(),
                composition.single().isPresent()
                        ? new Float32Runs(
                                composition.core(), composition.single().get().onnx())
                        : new Float32Runs(composition),
                query,
                semantics);
    }

    /** The network as its core graph, with the bytes of its ONNX file if it came from one. */
    public Replayer(CoreGraph core, Optional<byte[]> onnx, Query query, Semantics semantics) {
        this(core, new Float32Runs(core, onnx), query, semantics);
    }

    private Replayer(CoreGraph core, Float32Runs runs, Query query, Semantics semantics) {
        this.semantics = semantics;
        if (core.inputSize() != query.inputSize() || core.outputSize() != query.outputSize()) {
            throw new IllegalArgumentException("the network maps " + core.inputSize() + " to " + core.outputSize()
                    + " numbers, the query is about " + query.inputSize() + " and " + query.outputSize());
        }
        this.core = core;
        this.runs = runs;
        this.query = query;
        boxes = query.cases().stream().map(c -> new FloatBox(c.box())).toArray(FloatBox[]::new);
        rough = query.cases().stream().map(c -> new RoughCheck(c.unsafe())).toArray(RoughCheck[]::new);
    }

    /** Replays a candidate near or in the box of a case. */
    public ReplayOutcome replay(int caseIndex, double[] candidate) {
        if (candidate.length != core.inputSize()) {
            throw new IllegalArgumentException("expected " + core.inputSize() + " numbers, found " + candidate.length);
        }
        for (double c : candidate) {
            if (!Double.isFinite(c)) {
                return new ReplayOutcome.Rejected("a coordinate is " + c);
            }
        }
        if (semantics == Semantics.REAL && !looksUnsafe(caseIndex, candidate)) {
            return new ReplayOutcome.Rejected("the output is clearly not in the unsafe set");
        }
        return replay(caseIndex, boxes[caseIndex].point(candidate));
    }

    private boolean looksUnsafe(int caseIndex, double[] candidate) {
        DoubleEvaluator evaluator = doubles.poll();
        if (evaluator == null) {
            evaluator = new DoubleEvaluator(core);
        }
        double[] x = boxes[caseIndex].rough(candidate);
        boolean unsafe = rough[caseIndex].mayHold(x, evaluator.run(x));
        doubles.offer(evaluator);
        return unsafe;
    }

    private ReplayOutcome replay(int caseIndex, BoxPoint point) {
        return semantics == Semantics.REAL ? replayReal(caseIndex, point) : replayFloat32(caseIndex, point);
    }

    /** Both our own evaluation and ONNX Runtime, where the model is one for it, must violate the property. */
    private ReplayOutcome replayFloat32(int caseIndex, BoxPoint point) {
        if (!point.isFloat()) {
            return new ReplayOutcome.Rejected("the box holds no float32 vector there");
        }
        Condition unsafe = query.cases().get(caseIndex).unsafe();
        Optional<Float32Runs.Run> own = runs.own(point.input32());
        if (own.isEmpty() || !violates(unsafe, point.input32(), own.get())) {
            return new ReplayOutcome.Rejected("the float32 output is not in the unsafe set");
        }
        double[] output = own.get().output();
        List<Counterexample.Replay> replays = new ArrayList<>();
        try {
            decideExactly(unsafe, point, replays);
        } catch (UnsupportedOperatorException e) {
            // What holds over the reals is told where it is known, and decides nothing here.
            replays.clear();
        }
        replays.add(new Counterexample.Replay("float32", texts(output), true));
        List<String> warnings = new ArrayList<>();
        Optional<Float32Runs.Run> independent = runs.independent(point.input32(), warnings);
        boolean both = true;
        if (independent.isPresent()) {
            output = independent.get().output();
            both = violates(unsafe, point.input32(), independent.get());
            replays.add(new Counterexample.Replay(runs.independentName(), texts(output), both));
        }
        Counterexample counterexample =
                new Counterexample(caseIndex, point.exact(), point.input32(), narrowed(output), replays);
        return both
                ? new ReplayOutcome.Confirmed(counterexample, warnings)
                : new ReplayOutcome.Disagreement(
                        counterexample,
                        "one order only: the input violates the property in our own float32 evaluation but not in "
                                + runs.independentName(),
                        warnings);
    }

    private ReplayOutcome replayReal(int caseIndex, BoxPoint point) {
        Condition unsafe = query.cases().get(caseIndex).unsafe();
        List<Counterexample.Replay> replays = new ArrayList<>();
        Truth exact;
        try {
            exact = decideExactly(unsafe, point, replays);
        } catch (UnsupportedOperatorException e) {
            return new ReplayOutcome.Rejected("the real output cannot be decided: " + e.getMessage());
        }
        if (exact == Truth.UNDECIDED) {
            return new ReplayOutcome.Rejected(
                    "the real output lies too near to the limit of the unsafe set to be decided");
        }
        boolean real = exact == Truth.TRUE;
        Optional<Float32Runs.Run> own = runs.own(point.input32());
        if (own.isEmpty()) {
            return new ReplayOutcome.Rejected("a network yields no finite numbers in float32");
        }
        double[] output = own.get().output();
        boolean single = violates(unsafe, point.input32(), own.get());
        replays.add(new Counterexample.Replay("float32", texts(output), single));
        if (!real && !single) {
            return new ReplayOutcome.Rejected("the output is not in the unsafe set");
        }
        List<String> warnings = new ArrayList<>();
        if (!point.isFloat()) {
            warnings.add("the box holds no float32 vector: the float32 input is the nearest one outside of it");
        }
        if (real) {
            Optional<Float32Runs.Run> independent = runs.independent(point.input32(), warnings);
            if (independent.isPresent()) {
                output = independent.get().output();
                single = violates(unsafe, point.input32(), independent.get());
                replays.add(new Counterexample.Replay(runs.independentName(), texts(output), single));
            }
        }
        Counterexample counterexample =
                new Counterexample(caseIndex, point.exact(), point.input32(), narrowed(output), replays);
        if (real && single) {
            return new ReplayOutcome.Confirmed(counterexample, warnings);
        }
        String what = real
                ? "real only: the input violates the property in exact arithmetic but not in "
                        + replays.get(replays.size() - 1).runtime()
                : "float32 only: the input violates the property in float32 arithmetic but not in exact arithmetic";
        return new ReplayOutcome.Disagreement(counterexample, what, warnings);
    }

    private Truth decideExactly(Condition unsafe, BoxPoint point, List<Counterexample.Replay> replays) {
        double[] low = new double[point.exact().size()];
        double[] high = new double[low.length];
        for (int i = 0; i < low.length; i++) {
            boolean isFloat = point.isFloat()
                    || Rational.of(point.input32()[i]).equals(point.exact().get(i));
            low[i] = isFloat ? point.input32()[i] : point.exact().get(i).toDoubleDown();
            high[i] = isFloat ? point.input32()[i] : point.exact().get(i).toDoubleUp();
        }
        double[][] bounds = intervals().run(low, high);
        Truth truth = ConditionCheck.decide(unsafe, point.exact()::get, i -> enclosure(bounds, i));
        if (truth != Truth.UNDECIDED) {
            List<String> middles = new ArrayList<>();
            for (int i = 0; i < core.outputSize(); i++) {
                middles.add(enclosure(bounds, i)
                        .map(e -> text(e.middle(), ROUNDED.getPrecision()))
                        .orElse("unknown"));
            }
            replays.add(new Counterexample.Replay("exact", middles, truth == Truth.TRUE));
            return truth;
        }
        if (products() > MOST_PRODUCTS) {
            throw new UnsupportedOperatorException(
                    "the output is too near to the limit for intervals, and exact arithmetic on " + products()
                            + " products would take too long");
        }
        List<Enclosure> output = ExactEvaluator.evaluate(core, point.exact());
        truth = ConditionCheck.decide(unsafe, point.exact()::get, i -> Optional.of(output.get(i)));
        List<String> values = output.stream()
                .map(e -> text(e.middle(), e.isExact() ? SHOWN_DIGITS : ROUNDED.getPrecision()))
                .toList();
        replays.add(new Counterexample.Replay("exact", values, truth == Truth.TRUE));
        return truth;
    }

    /** At most how many products one evaluation takes. */
    private long products() {
        long products = 0;
        for (CoreNode node : core.nodes()) {
            products += node.op() instanceof CoreOp.Affine affine
                    ? (long) affine.map().maxTerms() * node.size()
                    : 0;
        }
        return products;
    }

    private static Optional<Enclosure> enclosure(double[][] bounds, int i) {
        return Double.isFinite(bounds[0][i]) && Double.isFinite(bounds[1][i])
                ? Optional.of(new Enclosure(Rational.of(bounds[0][i]), Rational.of(bounds[1][i])))
                : Optional.empty();
    }

    private static boolean violates(Condition unsafe, float[] input, Float32Runs.Run run) {
        for (double y : run.output()) {
            if (!Double.isFinite(y)) {
                return false;
            }
        }
        return ConditionCheck.decide(
                        unsafe,
                        i -> Rational.of(input[i]),
                        i -> Optional.of(run.enclosures().get(i)))
                == Truth.TRUE;
    }

    private synchronized EnclosureEvaluator intervals() {
        if (intervals.isEmpty()) {
            intervals = Optional.of(new EnclosureEvaluator(core));
        }
        return intervals.get();
    }

    /** Releases ONNX Runtime's session; a later replay makes a new one. */
    @Override
    public void close() {
        runs.close();
    }

    private static float[] narrowed(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    private static List<String> texts(double[] values) {
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            texts.add((float) value == value ? Float.toString((float) value) : Double.toString(value));
        }
        return texts;
    }

    /** The exact decimal where it has at most that many digits, else rounded. */
    private static String text(Rational value, int digits) {
        String exact = value.toText(digits);
        return exact.indexOf('/') < 0
                ? exact
                : new BigDecimal(value.numerator())
                        .divide(new BigDecimal(value.denominator()), ROUNDED)
                        .toString();
    }
}

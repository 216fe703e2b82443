package org.axiomj.proofs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.axiomj.ir.Network;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.compose.Composition;
import org.axiomj.ir.compose.PartwiseEvaluator;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.evaluate.Float32Evaluator;
import org.axiomj.ir.exact.Rational;

/**
 * Float32 executions of what a query is about, by our own evaluator and by ONNX Runtime. Of several networks each runs by
 * itself, in a session of its own, and the mathematics between them is exact. Close it to release the sessions.
 */
final class Float32Runs implements AutoCloseable {
    private final CoreGraph core;
    private final Optional<Composition> composition;
    private final Map<String, byte[]> models = new HashMap<>();
    private final Map<String, OnnxRuntimeRunner> sessions = new HashMap<>();
    private Optional<String> absence = Optional.empty();
    private String name = "onnxruntime";

    /** What a run yielded: numbers to show, and rigorous enclosures of the outputs to decide by. */
    record Run(double[] output, List<Enclosure> enclosures) {}

    Float32Runs(CoreGraph core, Optional<byte[]> onnx) {
        this.core = core;
        composition = Optional.empty();
        if (onnx.isPresent()) {
            models.put("", onnx.get());
        } else {
            absence = Optional.of("the model is no ONNX file");
        }
    }

    Float32Runs(Composition composition) {
        core = composition.core();
        this.composition = Optional.of(composition);
        for (Composition.Part part : composition.parts()) {
            Optional<Network> network = part.network();
            if (network.isPresent() && network.get().onnx().isPresent()) {
                models.put(part.name(), network.get().onnx().get());
            } else if (network.isPresent()) {
                absence = Optional.of(part.name() + " is no ONNX file");
            }
        }
    }

    /** Whether there is a file for an independent runtime at all. */
    boolean expectsIndependent() {
        return !models.isEmpty();
    }

    /** Our own evaluation; empty if some network yields no finite numbers. */
    Optional<Run> own(float[] input) {
        if (composition.isEmpty()) {
            return Optional.of(run(widened(Float32Evaluator.evaluate(core, input))));
        }
        try {
            return Optional.of(run(PartwiseEvaluator.<RuntimeException>evaluate(
                    composition.get(),
                    input,
                    (part, x) -> widened(Float32Evaluator.evaluate(
                            part.network().orElseThrow().core(), x)))));
        } catch (UnsupportedOperatorException notFinite) {
            return Optional.empty();
        }
    }

    /** ONNX Runtime's; empty where it is not there or cannot run a model, which a warning then says. */
    synchronized Optional<Run> independent(float[] input, List<String> warnings) {
        try {
            if (absence.isEmpty()) {
                return Optional.of(
                        composition.isEmpty()
                                ? run(session("", core.inputSize(), core.outputSize())
                                        .run(input))
                                : run(PartwiseEvaluator.evaluate(composition.get(), input, this::runPart)));
            }
        } catch (OnnxRuntimeRunner.Unavailable e) {
            absence = Optional.of(String.valueOf(e.getMessage()));
        } catch (UnsupportedOperatorException notFinite) {
            double[] nothing = new double[core.outputSize()];
            java.util.Arrays.fill(nothing, Double.NaN);
            return Optional.of(run(nothing));
        }
        if (expectsIndependent()) {
            warnings.add("ONNX Runtime did not run the model (" + absence.orElse("")
                    + "); our own float32 evaluation decided");
        }
        return Optional.empty();
    }

    private double[] runPart(Composition.Part part, float[] input) throws OnnxRuntimeRunner.Unavailable {
        CoreGraph network = part.network().orElseThrow().core();
        return session(part.name(), network.inputSize(), network.outputSize()).run(input);
    }

    private OnnxRuntimeRunner session(String part, int inputSize, int outputSize) throws OnnxRuntimeRunner.Unavailable {
        OnnxRuntimeRunner session = sessions.get(part);
        if (session == null) {
            session = new OnnxRuntimeRunner(Objects.requireNonNull(models.get(part)), inputSize, outputSize);
            sessions.put(part, session);
            name = session.name();
        }
        return session;
    }

    /** As a replay names it: "onnxruntime 1.28.0". */
    synchronized String independentName() {
        return name;
    }

    private static Run run(double[] output) {
        List<Enclosure> enclosures = new ArrayList<>(output.length);
        for (double y : output) {
            if (Double.isFinite(y)) {
                Rational exact = Rational.of(y);
                enclosures.add(new Enclosure(exact, exact));
            }
        }
        return new Run(output, enclosures);
    }

    private static Run run(List<Enclosure> enclosures) {
        double[] output = new double[enclosures.size()];
        for (int i = 0; i < output.length; i++) {
            output[i] = enclosures.get(i).middle().toDouble();
        }
        return new Run(output, enclosures);
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /** Releases the sessions; a later run makes new ones. */
    @Override
    public synchronized void close() {
        sessions.values().forEach(OnnxRuntimeRunner::close);
        sessions.clear();
    }
}

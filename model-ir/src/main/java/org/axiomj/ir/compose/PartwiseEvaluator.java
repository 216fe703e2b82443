package org.axiomj.ir.compose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.compose.Composition.Part;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.evaluate.ExactEvaluator;
import org.axiomj.ir.exact.Rational;

/**
 * Runs a composition part by part: each network by itself, in whatever runtime, on float32 inputs, and the mathematics of
 * the property exactly, over what the networks yielded.
 */
public final class PartwiseEvaluator {
    private PartwiseEvaluator() {}

    /**
     * Executes a network.
     *
     * @param <E> what happens where it cannot be executed
     */
    public interface Runner<E extends Exception> {
        /** The output vector of the part's network, exact values of what the runtime computed; all finite. */
        double[] run(Part part, float[] input) throws E;
    }

    /**
     * The output vector of the composition.
     *
     * @param input the input vector; what reaches a network is rounded to float32
     * @throws UnsupportedOperatorException if a network yields no finite numbers, or mathematics is not defined there
     */
    public static <E extends Exception> List<Enclosure> evaluate(
            Composition composition, float[] input, Runner<E> runner) throws E {
        List<Rational> exact = new ArrayList<>(input.length);
        for (float x : input) {
            exact.add(Rational.of(x));
        }
        Map<Integer, double[]> known = new HashMap<>();
        for (Part part : composition.parts()) {
            if (part.network().isPresent()) {
                List<Enclosure> argument = ExactEvaluator.evaluate(
                        composition.core(), exact, known, part.arguments().get(0));
                float[] rounded = new float[argument.size()];
                for (int i = 0; i < rounded.length; i++) {
                    rounded[i] = (float) argument.get(i).middle().toDouble();
                }
                known.put(part.result(), finite(part, runner.run(part, rounded)));
            }
        }
        return ExactEvaluator.evaluate(
                composition.core(), exact, known, composition.core().outputId());
    }

    private static double[] finite(Part part, double[] output) {
        for (double y : output) {
            if (!Double.isFinite(y)) {
                throw new UnsupportedOperatorException(part.name() + ": the network yields " + y);
            }
        }
        return output;
    }
}

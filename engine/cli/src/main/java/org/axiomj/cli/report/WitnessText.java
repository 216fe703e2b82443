package org.axiomj.cli.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.axiomj.ir.exact.Rational;
import org.axiomj.proofs.Counterexample;
import org.axiomj.properties.Problem;

/** A counterexample as VNN-COMP's result files have it. */
final class WitnessText {
    private WitnessText() {}

    /** In the words of the version that the problem is written in; without a problem, version 1.0. */
    static String of(Counterexample counterexample, Optional<Problem> problem) {
        return problem.isEmpty() || problem.get().tensors().isEmpty()
                ? of(counterexample)
                : of(counterexample, problem.get().tensors());
    }

    /** Version 2.0, section 5.3: a line {@code X float32 [1,2]}, then a line an element, for every declared tensor. */
    private static String of(Counterexample counterexample, List<Problem.Tensor> tensors) {
        StringBuilder text = new StringBuilder();
        for (Problem.Tensor tensor : tensors) {
            text.append(tensor.name()).append(' ').append(tensor.type()).append(' ');
            text.append(tensor.shape().toString().replace(" ", "")).append('\n');
            for (int element : tensor.elements()) {
                text.append(
                        tensor.input()
                                ? input(
                                        counterexample.input().get(element),
                                        counterexample.input32()[element])
                                : Numbers.exact(counterexample.output32()[element]));
                text.append('\n');
            }
        }
        return text.toString();
    }

    /** {@code ((X_0 0.1)}, a line a variable, inputs first; ends with a line break. */
    private static String of(Counterexample counterexample) {
        StringBuilder text = new StringBuilder("(");
        float[] input32 = counterexample.input32();
        for (int i = 0; i < input32.length; i++) {
            text.append(i == 0 ? "" : "\n").append("(X_").append(i).append(' ');
            text.append(input(counterexample.input().get(i), input32[i])).append(')');
        }
        float[] output32 = counterexample.output32();
        for (int i = 0; i < output32.length; i++) {
            text.append("\n(Y_").append(i).append(' ').append(output32[i]).append(')');
        }
        return text.append(")\n").toString();
    }

    /**
     * All digits of the float32 that the network was given, unless the box holds no float32 there: then the exact input,
     * which is inside the box, if it reads back to that float32.
     */
    static String input(Rational exact, float rounded) {
        String text = Numbers.exact(rounded);
        if (Rational.of(new BigDecimal(text)).equals(exact)) {
            return text;
        }
        String inside = Numbers.exact(exact);
        return inside.indexOf('/') < 0 && Float.parseFloat(inside) == rounded ? inside : text;
    }
}

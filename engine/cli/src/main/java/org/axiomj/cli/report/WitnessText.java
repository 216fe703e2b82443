package org.axiomj.cli.report;

import java.math.BigDecimal;
import org.axiomj.ir.exact.Rational;
import org.axiomj.proofs.Counterexample;

/** A counterexample as VNN-COMP's result files have it. */
final class WitnessText {
    private WitnessText() {}

    /** {@code ((X_0 0.1)}, a line a variable, inputs first; ends with a line break. */
    static String of(Counterexample counterexample) {
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
    private static String input(Rational exact, float rounded) {
        String text = Numbers.exact(rounded);
        if (Rational.of(new BigDecimal(text)).equals(exact)) {
            return text;
        }
        String inside = Numbers.exact(exact);
        return inside.indexOf('/') < 0 && Float.parseFloat(inside) == rounded ? inside : text;
    }
}

package org.axiomj.cli;

import java.util.List;
import org.axiomj.cli.report.Outcome;
import org.axiomj.cli.report.Report;
import org.axiomj.engine.Verdict;
import org.axiomj.properties.Box;

/** Says what the demo's counterexamples mean, in the terms of the problem. */
final class DemoExplanation {
    private static final List<String> ADVICE =
            List.of("clear of conflict", "weak left", "weak right", "strong left", "strong right");

    /** From no ink to all of it. */
    private static final String INK = " .:-=+*#%@";

    private static final int SIDE = 8;

    private DemoExplanation() {}

    /** Empty where there is nothing to explain; ends with a line break otherwise. */
    static String of(String property, Report report) {
        if (!(report.outcome() instanceof Outcome.Answered answered)
                || !(answered.verdict() instanceof Verdict.Refuted refuted)) {
            return "";
        }
        float[] input = refuted.counterexample().input32();
        int said = greatest(refuted.counterexample().output32());
        return property.startsWith("three")
                ? pictures(report.subject().query().orElseThrow().cases().get(0).box(), input, said)
                : encounter(input, said);
    }

    private static String encounter(float[] x, int said) {
        double away = x[4] * Math.cos(x[2]) - x[3];
        return "  In words: the intruder is " + rounded(x[0]) + " km ahead at " + Math.round(x[4]) + " m/s, turned "
                + Math.round(Math.toDegrees(x[2])) + " degrees from our heading;\n  we fly " + Math.round(x[3])
                + " m/s. The network says '" + ADVICE.get(said)
                + (away >= 0
                        ? "', and rightly: the two do not come nearer.\n"
                                + "  The claim was too strong, and here is the case that shows it.\n"
                        : "'.\n");
    }

    private static String pictures(Box box, float[] x, int said) {
        StringBuilder text = new StringBuilder("  The picture, and the one in which the network sees the digit ");
        text.append(said).append(":\n");
        for (int row = 0; row < SIDE; row++) {
            text.append("    |");
            for (int column = 0; column < SIDE; column++) {
                text.append(ink(original(box, row * SIDE + column)));
            }
            text.append("|   |");
            for (int column = 0; column < SIDE; column++) {
                text.append(ink(x[row * SIDE + column]));
            }
            text.append("|\n");
        }
        return text.toString();
    }

    /** The pixel before the noise: the box is the noise around it, cut off at white and black. */
    private static double original(Box box, int pixel) {
        double noise = 0.2;
        double lower = box.lower().get(pixel).toDouble();
        return lower > 0 ? lower + noise : box.upper().get(pixel).toDouble() - noise;
    }

    private static String ink(double value) {
        char c = INK.charAt((int) Math.max(0, Math.min(INK.length() - 1, value * INK.length())));
        return "" + c + c;
    }

    private static int greatest(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static String rounded(double value) {
        return String.valueOf(Math.round(value * 10) / 10.0);
    }
}

package org.axiomj.proofs.elaborate;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.kernel.Beta;
import org.axiomj.kernel.BoundSession;
import org.axiomj.kernel.Preparation;
import org.axiomj.kernel.Row;
import org.axiomj.proofs.statement.Translation;

/** Puts what a search excluded a row with into the kernel's numbers. */
final class Recipes {
    /** A weight of 1 in a combination. */
    static final double SHARES = 1 << 12;

    private static final int MANTISSA_BITS = 20;
    private static final int MOST_EXPONENT = 255;
    private static final double MOST_MANTISSA = (1 << 28) - 1;
    private static final int NOT_PLAIN = -1;

    private final Preparation prep;
    private final BoundSession session;
    private final Translation translation;
    /** By kernel node: the search's activation where it is a plain ReLU. */
    private final int[] activationOf;

    Recipes(Preparation prep, BoundSession session, Translation translation) {
        this.prep = prep;
        this.session = session;
        this.translation = translation;
        activationOf = new int[translation.statement().network().nodes().size()];
        java.util.Arrays.fill(activationOf, NOT_PLAIN);
        for (int activation = 0; activation < translation.reluNode().length; activation++) {
            if (translation.reluNode()[activation].length == 1
                    && translation.reluElement()[activation][0].length == 0) {
                activationOf[translation.reluNode()[activation][0]] = activation;
            }
        }
    }

    /** The search's activation that a kernel node stands for, or a negative number. */
    int activation(int relu) {
        return activationOf[relu];
    }

    /** The weights as whole numbers. */
    static long[] weights(double[] weights) {
        long[] whole = new long[weights.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = Math.min(1 << 24, Math.round(weights[i] * SHARES));
        }
        return whole;
    }

    /** A slope for every unstable ReLU. */
    double[] slopes(RowProof proof) {
        double[] alpha = new double[session.unstableCount()];
        int at = 0;
        for (int k = 0; k < prep.activationCount(); k++) {
            int relu = prep.activation(k);
            int activation = activationOf[relu];
            char[] given = activation == NOT_PLAIN ? new char[0] : proof.slopes()[activation];
            for (int i = 0; i < prep.size(relu); i++) {
                if (session.unstable(relu, i)) {
                    alpha[at++] = given.length > 0
                            ? given[i] / (double) RowProof.ONE
                            : session.upper(relu, i) > -session.lower(relu, i) ? 1 : 0;
                }
            }
        }
        return alpha;
    }

    /** Slopes in units of {@code 1/parts}, the nearest ones. */
    static int[] rounded(double[] slopes, int parts) {
        int[] rounded = new int[slopes.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (int) Math.round(slopes[i] * parts);
        }
        return rounded;
    }

    /**
     * Slopes in units of {@code 1/parts}, rounded the way in which the bound grows: the change is then none for the worse to first
     * order, where that of nearest ones can cost more than the row has to spare.
     *
     * @param gradient of the bound by every slope
     */
    static int[] rounded(double[] slopes, int parts, double[] gradient) {
        int[] rounded = new int[slopes.length];
        for (int i = 0; i < rounded.length; i++) {
            double scaled = slopes[i] * parts;
            double whole =
                    gradient[i] > 0 ? Math.ceil(scaled) : gradient[i] < 0 ? Math.floor(scaled) : Math.rint(scaled);
            rounded[i] = (int) whole;
        }
        return rounded;
    }

    /** The multipliers of splits, for a row that stands for {@code share} times the search's. */
    Beta[] multipliers(RowProof proof, Row row, double share) {
        List<Beta> betas = new ArrayList<>();
        for (int k = 0; k < proof.multiplier().length; k++) {
            double value = Math.scalb(-proof.multiplier()[k] * share, row.stretch());
            int node = translation.node(proof.splitActivation()[k], 0);
            if (value == 0 || !Double.isFinite(value) || node < 0) {
                continue;
            }
            int exponent = Math.max(0, Math.min(MOST_EXPONENT, MANTISSA_BITS - 1 - Math.getExponent(value)));
            double mantissa = Math.rint(Math.scalb(value, exponent));
            double kept = Math.max(-MOST_MANTISSA, Math.min(MOST_MANTISSA, mantissa));
            if (kept != 0) {
                betas.add(new Beta(node, proof.splitElement()[k], (int) kept, exponent));
            }
        }
        return betas.toArray(new Beta[0]);
    }
}

package org.axiomj.proofs.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One of the executions that float32 semantics speaks of: sums in a random order, which is a random binary tree, with or
 * without fused multiply-add, with or without flushing subnormal operands and results to zero, now and then with a wider
 * intermediate result.
 */
class RandomExecution {
    private final Random random;
    private final boolean fused;
    private final boolean flushesOperands;
    private final boolean flushesResults;
    private final boolean ascending;

    RandomExecution(Random random) {
        this.random = random;
        fused = random.nextBoolean();
        flushesOperands = random.nextBoolean();
        flushesResults = random.nextBoolean();
        ascending = random.nextInt(4) == 0;
    }

    /** A value, or a product that is still to be rounded. */
    private record Term(float w, float x, boolean product) {}

    /** {@code bias + sum w_i x_i}. */
    float affine(float[] w, float[] x, float bias) {
        List<Term> open = new ArrayList<>();
        open.add(new Term(operand(bias), 1, false));
        for (int i = 0; i < w.length; i++) {
            open.add(new Term(operand(w[i]), operand(x[i]), true));
        }
        while (open.size() > 1) {
            Term a = open.remove(ascending ? 0 : random.nextInt(open.size()));
            Term b = open.remove(ascending ? 0 : random.nextInt(open.size()));
            Term sum = new Term(sum(a, b), 1, false);
            if (ascending) {
                open.add(0, sum);
            } else {
                open.add(sum);
            }
        }
        return value(open.get(0));
    }

    float sum(float... x) {
        float[] ones = new float[x.length - 1];
        java.util.Arrays.fill(ones, 1);
        return affine(ones, java.util.Arrays.copyOfRange(x, 1, x.length), x[0]);
    }

    float product(float a, float b) {
        return result(operand(a) * operand(b));
    }

    private float sum(Term a, Term b) {
        if (fused && (a.product || b.product)) {
            Term product = a.product ? a : b;
            return result(Math.fma(product.w, product.x, operand(value(a.product ? b : a))));
        } else if (random.nextInt(16) == 0) {
            return result((float) ((double) a.w * a.x + (double) b.w * b.x));
        }
        return result(operand(value(a)) + operand(value(b)));
    }

    private float value(Term term) {
        return term.product ? result(term.w * term.x) : term.w;
    }

    private float operand(float x) {
        return flushesOperands ? flushed(x) : x;
    }

    private float result(float x) {
        return flushesResults ? flushed(x) : x;
    }

    private static float flushed(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0 : x;
    }
}

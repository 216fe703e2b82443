package org.axiomj.proofs.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.DivideMap;
import org.axiomj.ir.core.LinearMap;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.ScaleMap;
import org.axiomj.ir.core.SelectionMap;
import org.axiomj.ir.core.SparseMap;
import org.axiomj.ir.exact.Rational;
import org.axiomj.kernel.ExactNetwork;
import org.axiomj.kernel.Fraction;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.KernelNetwork.Tolerance;
import org.axiomj.properties.Box;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;

/** What random float32 executions are off by, against what a statement about float32 allows them; in exact arithmetic. */
class ToleranceTest {
    private static final BigDecimal UNIT = new BigDecimal(0x1p-60);

    @Property(tries = 3000)
    void everyExecutionOfAnAffineNodeIsWithinItsTolerance(@ForAll long seed) {
        Random random = new Random(seed);
        int n = random.nextInt(3) == 0 ? 1 + random.nextInt(300) : 1 + random.nextInt(12);
        float[] w = numbers(n, random, -60, 20, true);
        float[] x = numbers(n, random, -149, 20, false);
        float[] bias = numbers(1, random, -60, 20, true);
        if (random.nextBoolean()) {
            cancel(w, x, random);
        }
        Tolerance tolerance = tolerance(w, bias[0]);
        for (int k = 0; k < 3; k++) {
            assertWithin(tolerance, new RandomExecution(random).affine(w, x, bias[0]), w, x, bias[0]);
        }
    }

    @Property(tries = 500)
    void everyExecutionOfASumOfVectorsIsWithinItsTolerance(@ForAll long seed) {
        Random random = new Random(seed);
        float[] x = numbers(2 + random.nextInt(8), random, -149, 30, false);
        if (random.nextBoolean()) {
            x[1] = -Math.nextUp(x[0]);
        }
        float[] ones = new float[x.length];
        Arrays.fill(ones, 1);
        Tolerance tolerance = Semantics.FLOAT32.ofSum(x.length, "Sum");
        assertWithin(tolerance, new RandomExecution(random).sum(x), ones, x, 0);
    }

    /** The factor is no float32, so it is rounded as well; the kernel's form is {@code f x + (1 - f) relu(x)}. */
    @Property(tries = 500)
    void everyExecutionOfALeakyReluIsWithinItsTolerance(@ForAll long seed) {
        Random random = new Random(seed);
        double slope = random.nextInt(1 << 20) * 0x1p-22 * (random.nextBoolean() ? 1 : 1 + 0x1p-26);
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int in = builder.input(1);
        KernelNetwork network = network(builder.build(builder.add(
                new CoreOp.Piecewise(List.of(PiecewiseLinear.leakyRelu(slope))), List.of(in), 1, "LeakyRelu")));
        float x = numbers(1, random, -149, 40, false)[0];
        float y = x > 0 ? x : new RandomExecution(random).product((float) slope, x);
        assertWithin(network, new float[] {x}, y);
    }

    /** 1 and n products that each round up by all but half a unit: the bound's n is needed. */
    @Test
    void aSumThatAlwaysRoundsTheSameWayUsesUpMostOfTheTolerance() {
        float[] w = new float[300];
        Arrays.fill(w, 0x1.00001p-24f);
        float[] x = new float[300];
        Arrays.fill(x, 1);
        float sum = 1;
        for (float term : w) {
            sum += term;
        }
        BigDecimal share =
                error(sum, w, x, 1).divide(allowed(tolerance(w, 1), w, x, 1), java.math.MathContext.DECIMAL32);
        assertThat(share.doubleValue()).isBetween(0.9, 1.0);
    }

    @Test
    void whatIsFlushedToZeroIsWithinTheToleranceToo() {
        float[] w = {0x1p-63f, 1};
        float[] x = {0x1.8p-64f, Float.MIN_NORMAL / 2};
        assertWithin(tolerance(w, 0), 0, w, x, 0);
    }

    @Test
    void overTheRealsOnlyAQuotientThatIsNoDyadicHasATolerance() {
        CoreOp.Affine thirds = new CoreOp.Affine(new DivideMap(new double[] {3, 0.7}), new double[2]);
        CoreOp.Affine halves = new CoreOp.Affine(new DivideMap(new double[] {2, 0.25}), new double[2]);
        assertThat(Semantics.REAL.ofAffine(thirds, 1, 2, 0.3, "Div")).isEqualTo(new Tolerance(1 << 7, 0));
        assertThat(Semantics.REAL.ofAffine(halves, 1, 4, 0.5, "Div")).isEqualTo(Tolerance.NONE);
        for (double divisor : new double[] {3, 0.7, 1e-9, -12345.678}) {
            Rational stored = Rational.of(1 / divisor);
            Rational off = Rational.ONE.divide(Rational.of(divisor)).subtract(stored);
            Rational limit = stored.multiply(Rational.of(0x1p-53));
            assertThat(off.multiply(off).compareTo(limit.multiply(limit))).isNotPositive();
        }
    }

    @Test
    void copiesAreExactAndCopiesWithABiasAreNot() {
        LinearMap swap = new SelectionMap(2, new int[] {1, 0});
        assertThat(Semantics.FLOAT32.ofAffine(new CoreOp.Affine(swap, new double[2]), 1, 1, 1, "Transpose"))
                .isEqualTo(Tolerance.NONE);
        assertThat(Semantics.FLOAT32
                        .ofAffine(new CoreOp.Affine(swap, new double[] {0, 1}), 1, 1, 1, "Add")
                        .relative())
                .isPositive();
    }

    @Test
    void aSumThatIsTooLongForFloat32IsRefusedByName() {
        CoreOp.Affine longSum = new CoreOp.Affine(new DenseMap(1, 1 << 18, new double[1 << 18]), new double[1]);
        assertThatThrownBy(() -> Semantics.FLOAT32.ofAffine(longSum, 1 << 18, 1, 1, "Gemm 'long'"))
                .isInstanceOf(InexpressibleException.class)
                .hasMessageContaining("Gemm 'long'");
    }

    // ------------------------------------------------------------------------------------------------ chains

    /** The core graph centres, scales and shifts; runtimes fold that, with numbers computed in float32. */
    @Property(tries = 2000)
    void everyWayToComputeABatchNormalisationIsWithinTheTolerancesOfItsNodes(@ForAll long seed) {
        Random random = new Random(seed);
        float mean = numbers(1, random, -20, 10, true)[0];
        float factor = numbers(1, random, -20, 10, true)[0];
        float bias = random.nextBoolean() ? numbers(1, random, -20, 10, true)[0] : mean * factor;
        double exactFactor = factor * (1 + random.nextInt(5) * 0x1p-26); // the runtime's factor is a float32
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(1);
        LinearMap same = new SelectionMap(1, new int[] {0});
        int centred = builder.affine(same, new double[] {-mean}, x, "BatchNormalization");
        KernelNetwork network = network(builder.build(builder.affine(
                new ScaleMap(new double[] {exactFactor}, 0x1p-50),
                new double[] {bias},
                centred,
                "BatchNormalization")));
        float in = random.nextBoolean()
                ? mean * (1 + random.nextInt(9) * 0x1p-23f)
                : numbers(1, random, -30, 10, false)[0];
        RandomExecution run = new RandomExecution(random);
        float[] one = {factor};
        assertWithin(network, new float[] {in}, run.affine(one, new float[] {run.sum(in, -mean)}, bias));
        float shift = run.affine(one, new float[] {-mean}, bias);
        assertWithin(network, new float[] {in}, run.affine(one, new float[] {in}, shift));
    }

    /** Weights times factor, and all shifts in one bias, which then goes through every rounding of the layer's sum. */
    @Property(tries = 1000)
    void aBatchNormalisationFoldedIntoTheLayerBeforeItIsWithinTheTolerancesOfTheNodes(@ForAll long seed) {
        Random random = new Random(seed);
        int n = 1 + random.nextInt(100);
        float[] w = numbers(n, random, -20, 10, true);
        float[] x = numbers(n, random, -20, 10, false);
        float[] of = numbers(4, random, -20, 10, true); // the layer's bias, mean, factor, bias
        assertFoldedWithin(new RandomExecution(random), w, x, of);
    }

    @Test
    void aShiftThatIsAddedFirstAndRoundsAlwaysTheSameWayIsWithinTheTolerancesOfTheNodes() {
        float[] w = new float[300];
        Arrays.fill(w, 0x1.00001p-24f);
        float[] x = new float[300];
        Arrays.fill(x, 1);
        RandomExecution inOrder = new RandomExecution(new Random(0)) {
            @Override
            float affine(float[] weights, float[] input, float bias) {
                float sum = bias;
                for (int i = 0; i < weights.length; i++) {
                    sum += weights[i] * input[i];
                }
                return sum;
            }
        };
        assertFoldedWithin(inOrder, w, x, new float[] {0, 0, 1, 1});
        assertFoldedWithin(inOrder, w, x, new float[] {0, -1, 1, 0});
        assertFoldedWithin(inOrder, w, x, new float[] {0x1p-20f, -1, 1, 0x1p-20f});
    }

    private static void assertFoldedWithin(RandomExecution run, float[] w, float[] x, float[] of) {
        int n = w.length;
        double[] weights = new double[n];
        float[] folded = new float[n];
        for (int i = 0; i < n; i++) {
            weights[i] = w[i];
            folded[i] = w[i] * of[2];
        }
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int layer = builder.affine(new DenseMap(1, n, weights), new double[] {of[0]}, builder.input(n), "Conv");
        LinearMap same = new SelectionMap(1, new int[] {0});
        int centred = builder.affine(same, new double[] {-of[1]}, layer, "BatchNormalization");
        LinearMap factor = new ScaleMap(new double[] {of[2]}, 0x1p-50);
        KernelNetwork network =
                network(builder.build(builder.affine(factor, new double[] {of[3]}, centred, "BatchNormalization")));
        assertWithin(network, x, run.affine(folded, x, (of[0] - of[1]) * of[2] + of[3]));
    }

    @Property(tries = 1000)
    void anAverageThatDividesLastOrFirstIsWithinTheTolerancesOfItsNodes(@ForAll long seed) {
        Random random = new Random(seed);
        int n = 2 + random.nextInt(60);
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int in = builder.input(n);
        int[] columns = java.util.stream.IntStream.range(0, n).toArray();
        int sum = builder.affine(
                new SparseMap(n, new int[] {0, n}, columns, ones), new double[1], in, "AveragePool 'mean'");
        KernelNetwork network = network(builder.build(
                builder.affine(new DivideMap(new double[] {n}), new double[1], sum, "AveragePool 'mean'")));
        float[] x = numbers(n, random, -20, 20, false);
        RandomExecution run = new RandomExecution(random);
        assertWithin(network, x, run.sum(x) / n);
        float[] share = new float[n];
        Arrays.fill(share, 1f / n);
        assertWithin(network, x, run.affine(share, x, 0));
    }

    // ------------------------------------------------------------------------------------------------ what they use

    /** Numbers over binary magnitudes, now and then all of one; normal ones where asked for. */
    private static float[] numbers(int n, Random random, int from, int to, boolean normal) {
        float[] v = new float[n];
        boolean alike = random.nextInt(3) == 0;
        int all = from + random.nextInt(to - from);
        for (int i = 0; i < n; i++) {
            int exponent = alike ? all : from + random.nextInt(to - from);
            v[i] = Math.scalb(1 + random.nextInt(1 << 23) * 0x1p-23f, exponent) * (random.nextBoolean() ? 1 : -1);
            if (random.nextInt(20) == 0) {
                v[i] = normal ? 1 : 0;
            }
        }
        return v;
    }

    /** Makes products cancel all but their last bits. */
    private static void cancel(float[] w, float[] x, Random random) {
        for (int i = 0; i + 1 < w.length; i += 2) {
            w[i + 1] = -w[i];
            x[i + 1] = random.nextBoolean() ? x[i] : Math.nextUp(x[i]);
        }
    }

    private static Tolerance tolerance(float[] w, float bias) {
        double[] weights = new double[w.length];
        double smallest = Math.abs(bias);
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            weights[i] = w[i];
            smallest = Math.min(smallest, w[i] == 0 ? smallest : Math.abs(w[i]));
            sum += Math.abs(weights[i]);
        }
        CoreOp.Affine node = new CoreOp.Affine(new DenseMap(1, w.length, weights), new double[] {bias});
        return Semantics.FLOAT32.ofAffine(node, w.length, sum, smallest == 0 ? 1 : smallest, "Gemm");
    }

    private static void assertWithin(Tolerance tolerance, float computed, float[] w, float[] x, float bias) {
        assertThat(error(computed, w, x, bias)).isLessThanOrEqualTo(allowed(tolerance, w, x, bias));
    }

    private static BigDecimal error(float computed, float[] w, float[] x, float bias) {
        BigDecimal exact = new BigDecimal(bias);
        for (int i = 0; i < w.length; i++) {
            exact = exact.add(new BigDecimal(w[i]).multiply(new BigDecimal(x[i])));
        }
        return exact.subtract(new BigDecimal(computed)).abs();
    }

    /** {@code relative (sum |W||x| + |b|) + absolute}. */
    private static BigDecimal allowed(Tolerance tolerance, float[] w, float[] x, float bias) {
        BigDecimal size = new BigDecimal(bias).abs();
        for (int i = 0; i < w.length; i++) {
            size = size.add(new BigDecimal(w[i]).multiply(new BigDecimal(x[i])).abs());
        }
        return size.multiply(new BigDecimal(tolerance.relative()))
                .add(new BigDecimal(tolerance.absolute()))
                .multiply(UNIT);
    }

    private static KernelNetwork network(CoreGraph core) {
        List<Rational> zeros = java.util.Collections.nCopies(core.inputSize(), Rational.ZERO);
        Query query = new Query(
                core.inputSize(), core.outputSize(), List.of(new Query.Case(new Box(zeros, zeros), Condition.TRUE)));
        return StatementBuilder.build(core, query, Semantics.FLOAT32)
                .statement()
                .network();
    }

    /** Whether a computed output is explained by errors of the nodes, each within its tolerance. */
    private static void assertWithin(KernelNetwork network, float[] input, float computed) {
        ExactNetwork exact = new ExactNetwork(network);
        Fraction[] x = new Fraction[input.length];
        for (int i = 0; i < x.length; i++) {
            Rational r = Rational.of(input[i]);
            x[i] = new Fraction(r.numerator(), r.denominator());
        }
        Fraction[][] values = exact.values(x);
        Rational off = rational(values[network.output()][0]).subtract(Rational.of(computed));
        Rational allowed = rational(exact.radii(values)[network.output()][0]);
        assertThat(off.signum() < 0 ? off.negate() : off).isLessThanOrEqualTo(allowed);
    }

    private static Rational rational(Fraction f) {
        return new Rational(f.numerator(), f.denominator());
    }
}

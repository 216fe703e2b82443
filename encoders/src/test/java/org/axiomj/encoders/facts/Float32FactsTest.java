package org.axiomj.encoders.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axiomj.encoders.facts.Formulas.and;
import static org.axiomj.encoders.facts.Formulas.at;
import static org.axiomj.encoders.facts.Formulas.atMost;
import static org.axiomj.encoders.facts.Formulas.call;
import static org.axiomj.encoders.facts.Formulas.equal;
import static org.axiomj.encoders.facts.Formulas.forAll;
import static org.axiomj.encoders.facts.Formulas.less;
import static org.axiomj.encoders.facts.Formulas.number;
import static org.axiomj.encoders.facts.Formulas.over;
import static org.axiomj.encoders.facts.Formulas.real;
import static org.axiomj.encoders.facts.Formulas.softmax;
import static org.axiomj.encoders.facts.Formulas.sum;
import static org.axiomj.encoders.facts.Formulas.vector;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.axiomj.encoders.SmtSolvers;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Formula.Exclusion;
import org.axiomj.properties.language.core.Function;
import org.junit.jupiter.api.Test;

class Float32FactsTest {
    private static final Expr.Variable X = real("x");
    private static final Expr.Variable V = vector("v");
    private static final Expr.Variable V10 = vector("v", 10);
    private static final Expr ONE = number("1");
    private static final Expr NAIVE = over(call(Function.EXP, V10), sum(call(Function.EXP, V10)));

    private static FactVerdict decide(Formula formula, Float32Runtime... runtimes) {
        return Float32Facts.decide(
                formula, SmtSolvers.find("z3").orElseThrow(), List.of(runtimes), System.nanoTime() + 5_000_000_000L);
    }

    private static Formula close(Expr left, String tolerance) {
        return new Formula.Close(left, ONE, number(tolerance));
    }

    @Test
    void softmaxDoesNotSumToOneInFloat32() {
        assertThat(decide(forAll(V10, equal(sum(softmax(V10)), ONE)))).isInstanceOf(FactVerdict.Refuted.class);
        assertThat(decide(forAll(V, equal(sum(softmax(V)), ONE)))).isInstanceOf(FactVerdict.Refuted.class);
    }

    @Test
    void softmaxOfTenSumsToOneWithinAMillionth() {
        assertThat(decide(forAll(V10, close(sum(softmax(V10)), "0.000001"))))
                .isInstanceOfSatisfying(
                        FactVerdict.Proved.class, p -> assertThat(p.oracle()).isEqualTo("oracle:float32-analysis"));
    }

    @Test
    void aTighterToleranceThanTheErrorIsNotProved() {
        assertThat(decide(forAll(V10, close(sum(softmax(V10)), "0.0000001")))).isInstanceOf(FactVerdict.Refuted.class);
        assertThat(decide(forAll(V10, close(sum(softmax(V10)), "0.0000006"))))
                .isNotInstanceOf(FactVerdict.Proved.class);
        assertThat(decide(forAll(V, close(sum(softmax(V)), "0.000001")))).isNotInstanceOf(FactVerdict.Proved.class);
    }

    @Test
    void strictBoundsThatHoldOverTheRealsFailInFloat32() {
        Expr zero = number("0");
        assertThat(decide(forAll(V10, less(zero, at(softmax(V10), 3))))).isInstanceOf(FactVerdict.Refuted.class);
        assertThat(decide(forAll(V10, atMost(zero, at(softmax(V10), 3))))).isInstanceOf(FactVerdict.Proved.class);
        assertThat(decide(forAll(X, less(call(Function.SIGMOID, X), ONE)))).isInstanceOf(FactVerdict.Refuted.class);
        assertThat(decide(forAll(X, and(less(zero, call(Function.EXP, X)))))).isNotInstanceOf(FactVerdict.Proved.class);
    }

    @Test
    void onlyTheNaiveSoftmaxGivesNaN() {
        assertThat(decide(forAll(V10, new Formula.Regular(softmax(V10), Exclusion.NAN_AND_INFINITY))))
                .isInstanceOf(FactVerdict.Proved.class);
        assertThat(decide(forAll(V10, new Formula.Regular(NAIVE, Exclusion.NAN))))
                .isInstanceOfSatisfying(
                        FactVerdict.Refuted.class, r -> assertThat(r.why()).isEqualTo("expected noNaN, found NaN"));
        assertThat(decide(forAll(V10, new Formula.Regular(NAIVE, Exclusion.INFINITY))))
                .isNotInstanceOf(FactVerdict.Proved.class);
    }

    @Test
    void whatRoundsNothingIsProvedAsOverTheReals() {
        assumeTrue(SmtSolvers.availability(SmtSolvers.find("z3").orElseThrow()).works(), "no z3 here");
        Expr relu = call(Function.RELU, X);
        assertThat(decide(forAll(X, atMost(number("0"), relu)))).isInstanceOf(FactVerdict.Proved.class);
        assertThat(decide(forAll(X, less(number("0"), relu)))).isInstanceOf(FactVerdict.Refuted.class);
        Expr rounded = call(Function.RELU, Formulas.plus(X, number("0.1")));
        assertThat(decide(forAll(X, atMost(number("0"), rounded)))).isInstanceOf(FactVerdict.Unknown.class);
    }

    @Test
    void aRuntimeThatDisagreesKeepsAPointFromRefuting() {
        Formula formula = forAll(V10, equal(sum(softmax(V10)), ONE));
        Float32Runtime first = runtime(x -> {
            float[] y = new float[x.length];
            y[0] = 1;
            return Optional.of(y);
        });
        assertThat(decide(formula, first)).isInstanceOf(FactVerdict.Unknown.class);
        assertThat(decide(formula, runtime(x -> Optional.empty()))).isInstanceOf(FactVerdict.Unknown.class);
        assertThat(decide(formula, runtime(x -> Optional.of(new float[1])))).isInstanceOf(FactVerdict.Unknown.class);
        assertThat(decide(formula, runtime(x -> Optional.of(Float32Call.execute(Function.SOFTMAX, x, x.length)))))
                .isInstanceOf(FactVerdict.Refuted.class);
    }

    private static Float32Runtime runtime(java.util.function.Function<float[], Optional<float[]>> softmax) {
        return new Float32Runtime() {
            @Override
            public String name() {
                return "another";
            }

            @Override
            public Optional<float[]> run(Function function, float[] x, int row) {
                return softmax.apply(x);
            }
        };
    }

    /** Any order, division or multiplication by the reciprocal, exponentials that are off by up to 2 ulp. */
    @Property(tries = 300)
    void sumsOfRoundedSoftmaxLieWithinTheAnalysis(
            @ForAll @Size(min = 1, max = 40) List<@FloatRange(min = -200, max = 200) Float> logits,
            @ForAll Random random) {
        List<Float> shuffled = new ArrayList<>(logits);
        Collections.shuffle(shuffled, random);
        float largest = Collections.max(shuffled);
        float[] e = new float[shuffled.size()];
        float sum = 0;
        for (int i = 0; i < e.length; i++) {
            e[i] = (float) Math.exp(shuffled.get(i) - largest);
            e[i] = Math.max(0, e[i] + (random.nextInt(5) - 2) * Math.ulp(e[i]));
            sum += e[i];
        }
        boolean reciprocal = random.nextBoolean();
        Rational total = Rational.ZERO;
        Enclosure range = Float32Analysis.sumOfSoftmax(e.length);
        for (float value : e) {
            float y = reciprocal ? value * (1 / sum) : value / sum;
            assertThat(Rational.of(y)).isBetween(Rational.ZERO, range.upper());
            total = total.add(Rational.of(y));
        }
        assertThat(range.contains(total))
                .as("%s in %s", total.toDouble(), range)
                .isTrue();
    }

    @Test
    void theErrorOfTenClassesIsAboutElevenUnits() {
        Rational units =
                Float32Analysis.sumOfSoftmax(10).upper().subtract(Rational.ONE).multiply(Rational.of(1L << 24));
        assertThat(units.toDouble()).isBetween(11.0, 11.001);
    }
}

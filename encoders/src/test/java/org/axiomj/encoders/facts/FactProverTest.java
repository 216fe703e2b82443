package org.axiomj.encoders.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axiomj.encoders.facts.Formulas.and;
import static org.axiomj.encoders.facts.Formulas.at;
import static org.axiomj.encoders.facts.Formulas.atMost;
import static org.axiomj.encoders.facts.Formulas.call;
import static org.axiomj.encoders.facts.Formulas.equal;
import static org.axiomj.encoders.facts.Formulas.forAll;
import static org.axiomj.encoders.facts.Formulas.forAllIn;
import static org.axiomj.encoders.facts.Formulas.implies;
import static org.axiomj.encoders.facts.Formulas.less;
import static org.axiomj.encoders.facts.Formulas.minus;
import static org.axiomj.encoders.facts.Formulas.not;
import static org.axiomj.encoders.facts.Formulas.number;
import static org.axiomj.encoders.facts.Formulas.over;
import static org.axiomj.encoders.facts.Formulas.plus;
import static org.axiomj.encoders.facts.Formulas.real;
import static org.axiomj.encoders.facts.Formulas.softmax;
import static org.axiomj.encoders.facts.Formulas.sum;
import static org.axiomj.encoders.facts.Formulas.times;
import static org.axiomj.encoders.facts.Formulas.vector;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.axiomj.encoders.SmtAnswer;
import org.axiomj.encoders.SmtProblem;
import org.axiomj.encoders.SmtSolver;
import org.axiomj.encoders.SmtSolvers;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements about functions with their true answers, wrong variants of each, and solvers that are not to be trusted. */
class FactProverTest {
    private static final SmtSolver Z3 = SmtSolvers.find("z3").orElseThrow();
    private static final Expr.Variable X = real("x");
    private static final Expr.Variable Y = real("y");
    private static final Expr.Variable V = vector("v");
    private static final Expr.Variable V10 = vector("v", 10);
    private static final Expr ZERO = number("0");
    private static final Expr ONE = number("1");
    private static final Expr SIGMOID = call(Function.SIGMOID, X);
    private static final Expr TANH = call(Function.TANH, X);
    private static final Expr RELU = call(Function.RELU, X);
    private static final Expr EXP = call(Function.EXP, X);
    private static final Expr SOFTPLUS = call(Function.SOFTPLUS, X);
    private static final Expr SQUARE = new Expr.Power(X, 2);
    private static final Formula NOT_ZERO = not(equal(X, ZERO));

    @BeforeAll
    static void warm() {
        assumeTrue(SmtSolvers.availability(Z3).works(), "no z3 here");
    }

    private static FactVerdict decide(Formula formula) {
        return FactProver.decide(formula, Z3, System.nanoTime() + 10_000_000_000L);
    }

    static Stream<Arguments> theorems() {
        Expr naive = over(call(Function.EXP, V), sum(call(Function.EXP, V)));
        Expr naive10 = over(call(Function.EXP, V10), sum(call(Function.EXP, V10)));
        return Stream.of(
                arguments("softmax sums to 1, every size", forAll(V, equal(sum(softmax(V)), ONE))),
                arguments("softmax sums to 1, size 10", forAll(V10, equal(sum(softmax(V10)), ONE))),
                arguments("softmax is positive", forAll(V10, less(ZERO, at(softmax(V10), 3)))),
                arguments("softmax below 1", forAll(V10, less(softmax(V10), ONE))),
                arguments(
                        "softmax in [0, 1], every size",
                        forAll(V, and(atMost(ZERO, softmax(V)), atMost(softmax(V), ONE)))),
                arguments("mean of softmax", forAll(V10, equal(call(Function.MEAN, softmax(V10)), number("0.1")))),
                arguments(
                        "softmax keeps the order",
                        forAll(
                                V10,
                                implies(less(at(V10, 1), at(V10, 2)), less(at(softmax(V10), 1), at(softmax(V10), 2))))),
                arguments("softmax keeps the class", forAll(V10, new Formula.SameClass(V10, softmax(V10), true, true))),
                arguments("softmax is shift invariant", forAll(V10, X, equal(softmax(plus(V10, X)), softmax(V10)))),
                arguments(
                        "softmax is shift invariant, every size", forAll(V, X, equal(softmax(plus(V, X)), softmax(V)))),
                arguments(
                        "softmax without its maximum",
                        forAll(V10, equal(softmax(minus(V10, call(Function.MAX, V10))), softmax(V10)))),
                arguments(
                        "softmax without its maximum, every size",
                        forAll(V, equal(softmax(minus(V, call(Function.MAX, V))), softmax(V)))),
                arguments("naive softmax sums to 1, every size", forAll(V, equal(sum(naive), ONE))),
                arguments("naive softmax sums to 1", forAll(V10, equal(sum(naive10), ONE))),
                arguments("naive softmax is positive", forAll(V10, less(ZERO, at(naive10, 3)))),
                arguments("log softmax", forAll(V10, less(call(Function.LOG_SOFTMAX, V10), ZERO))),
                arguments("sigmoid in [0, 1]", forAll(X, and(atMost(ZERO, SIGMOID), atMost(SIGMOID, ONE)))),
                arguments("sigmoid in (0, 1)", forAll(X, and(less(ZERO, SIGMOID), less(SIGMOID, ONE)))),
                arguments(
                        "sigmoid of vectors",
                        forAll(V, and(less(ZERO, call(Function.SIGMOID, V)), less(call(Function.SIGMOID, V), ONE)))),
                arguments(
                        "sigmoid symmetry",
                        forAll(X, equal(plus(SIGMOID, call(Function.SIGMOID, new Expr.Negate(X))), ONE))),
                arguments(
                        "sigmoid Lipschitz",
                        forAll(
                                X,
                                Y,
                                atMost(
                                        call(Function.ABS, minus(SIGMOID, call(Function.SIGMOID, Y))),
                                        times(number("0.25"), call(Function.ABS, minus(X, Y)))))),
                arguments("tanh in (-1, 1)", forAll(X, and(less(number("-1"), TANH), less(TANH, ONE)))),
                arguments("tanh is odd", forAll(X, equal(plus(TANH, call(Function.TANH, new Expr.Negate(X))), ZERO))),
                arguments(
                        "tanh Lipschitz",
                        forAll(
                                X,
                                Y,
                                atMost(
                                        call(Function.ABS, minus(TANH, call(Function.TANH, Y))),
                                        call(Function.ABS, minus(X, Y))))),
                arguments("relu >= 0", forAll(X, atMost(ZERO, RELU))),
                arguments("relu of vectors", forAll(V, atMost(ZERO, call(Function.RELU, V)))),
                arguments("relu monotone", forAll(X, Y, implies(atMost(X, Y), atMost(RELU, call(Function.RELU, Y))))),
                arguments(
                        "relu monotone, every size",
                        forAll(
                                V,
                                vector("w"),
                                implies(
                                        atMost(V, vector("w")),
                                        atMost(call(Function.RELU, V), call(Function.RELU, vector("w")))))),
                arguments(
                        "relu Lipschitz",
                        forAll(
                                X,
                                Y,
                                atMost(
                                        call(Function.ABS, minus(RELU, call(Function.RELU, Y))),
                                        call(Function.ABS, minus(X, Y))))),
                arguments("x != 0 ==> x^2 > 0", forAll(X, implies(NOT_ZERO, less(ZERO, SQUARE)))),
                arguments("x != 0 ==> x / x == 1", forAll(X, implies(NOT_ZERO, equal(over(X, X), ONE)))),
                arguments("softplus > 0", forAll(X, less(ZERO, SOFTPLUS))),
                arguments("softplus > relu", forAll(X, less(RELU, SOFTPLUS))),
                arguments("exp > 0", forAll(X, less(ZERO, EXP))),
                arguments("exp monotone", forAll(X, Y, implies(less(X, Y), less(EXP, call(Function.EXP, Y))))),
                arguments("log below", forAllIn(X, "1", "9", atMost(call(Function.LOG, X), minus(X, ONE)))),
                arguments(
                        "triangle",
                        forAll(
                                X,
                                Y,
                                atMost(
                                        call(Function.ABS, plus(X, Y)),
                                        plus(call(Function.ABS, X), call(Function.ABS, Y))))),
                arguments(
                        "square of a sum",
                        forAll(
                                X,
                                Y,
                                equal(
                                        new Expr.Power(plus(X, Y), 2),
                                        plus(SQUARE, times(times(number("2"), X), Y), new Expr.Power(Y, 2))))),
                arguments("swish on a box", forAllIn(X, "0", "3", atMost(times(X, SIGMOID), X))));
    }

    static Stream<Arguments> falsehoods() {
        Expr swish = times(X, call(Function.SIGMOID, times(number("1.702"), X)));
        return Stream.of(
                arguments("softmax sums to 2, every size", forAll(V, equal(sum(softmax(V)), number("2")))),
                arguments("softmax sums to 2", forAll(V10, equal(sum(softmax(V10)), number("2")))),
                arguments(
                        "softmax sums to less than 1", forAll(vector("v", 1), less(sum(softmax(vector("v", 1))), ONE))),
                arguments("softmax[0] > 0.1", forAll(V10, less(number("0.1"), at(softmax(V10), 0)))),
                arguments("softmax < 1, every size", forAll(V, less(softmax(V), ONE))),
                arguments("softmax of twice", forAll(V10, equal(softmax(times(number("2"), V10)), softmax(V10)))),
                arguments(
                        "softmax against the order",
                        forAll(
                                V10,
                                implies(less(at(V10, 1), at(V10, 2)), less(at(softmax(V10), 2), at(softmax(V10), 1))))),
                arguments("sigmoid < 0.9", forAll(X, less(SIGMOID, number("0.9")))),
                arguments("sigmoid > 1/2", forAll(X, less(number("0.5"), SIGMOID))),
                arguments("tanh > 0", forAll(X, less(ZERO, TANH))),
                arguments("relu - 5 >= 0", forAll(X, atMost(ZERO, minus(RELU, number("5"))))),
                arguments("relu > 0", forAll(X, less(ZERO, RELU))),
                arguments("relu decreases", forAll(X, Y, implies(atMost(X, Y), atMost(call(Function.RELU, Y), RELU)))),
                arguments(
                        "relu contracts by half",
                        forAll(
                                X,
                                Y,
                                atMost(
                                        call(Function.ABS, minus(RELU, call(Function.RELU, Y))),
                                        times(number("0.5"), call(Function.ABS, minus(X, Y)))))),
                arguments("x^2 > 0", forAll(X, less(ZERO, SQUARE))),
                arguments("x != 0 ==> x^2 > 1", forAll(X, implies(NOT_ZERO, less(ONE, SQUARE)))),
                arguments("softplus > 1", forAll(X, less(ONE, SOFTPLUS))),
                arguments("exp >= 1", forAll(X, atMost(ONE, EXP))),
                arguments("gelu is bounded", forAll(X, atMost(swish, ONE))),
                arguments(
                        "log below, but half",
                        forAllIn(X, "1", "9", atMost(call(Function.LOG, X), times(number("0.1"), X)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("theorems")
    void whatIsTrueIsProvedSoon(String name, Formula formula) {
        long begin = System.nanoTime();
        FactVerdict verdict = decide(formula);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        FactVerdict.Proved.class, p -> assertThat(p.oracle()).isEqualTo("oracle:z3"));
        // Generous for a busy machine; 15 to 300 ms were measured.
        assertThat(millis).as(name).isLessThan(5000);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("falsehoods")
    void whatIsFalseIsRefutedAtAPoint(String name, Formula formula) {
        FactVerdict verdict = decide(formula);
        assertThat(verdict).as(name).isInstanceOf(FactVerdict.Refuted.class);
    }

    static Stream<Arguments> beyond() {
        return Stream.of(
                arguments(
                        "softmax is 1-Lipschitz",
                        forAll(
                                vector("v", 3),
                                vector("w", 3),
                                atMost(
                                        call(Function.NORM_2, minus(softmax(vector("v", 3)), softmax(vector("w", 3)))),
                                        call(Function.NORM_2, minus(vector("v", 3), vector("w", 3)))))),
                arguments("1 / x has no value at 0", forAll(X, equal(over(X, X), over(X, X)))),
                arguments("log has no value at 0", forAll(X, equal(call(Function.LOG, X), call(Function.LOG, X)))),
                arguments("an empty domain", forAllIn(X, "2", "1", less(X, X))),
                arguments("a network", forAll(X, less(ZERO, new Expr.Apply("f", List.of(X), 0, X.shape())))),
                arguments("an element that small vectors lack", forAll(V, less(ZERO, at(softmax(V), 7)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beyond")
    void whatCannotBeDecidedIsUnknown(String name, Formula formula) {
        FactVerdict verdict = FactProver.decide(formula, Z3, System.nanoTime() + 2_000_000_000L);
        assertThat(verdict).as(name).isInstanceOf(FactVerdict.Unknown.class);
    }

    @Test
    void aVectorOfAThousandElementsIsDecided() {
        Expr.Variable v = vector("v", 1000);
        assertThat(decide(forAll(v, equal(sum(softmax(v)), ONE)))).isInstanceOf(FactVerdict.Proved.class);
        assertThat(decide(forAll(v, equal(sum(softmax(v)), number("2"))))).isInstanceOf(FactVerdict.Refuted.class);
    }

    @Test
    @Timeout(60)
    void nestedVectorFunctionsDoNotMultiplyTheirWork() {
        Expr nested = vector("v", 100);
        for (int i = 0; i < 6; i++) {
            nested = softmax(minus(nested, call(Function.MAX, nested)));
        }
        assertThat(decide(forAll(vector("v", 100), less(ZERO, at(nested, 7)))))
                .isNotInstanceOf(FactVerdict.Refuted.class);
        Expr.Power large = new Expr.Power(X, 1_000_000_000);
        assertThat(decide(forAll(X, less(ZERO, large)))).isInstanceOf(FactVerdict.Unknown.class);
    }

    @Test
    void aValueThatIsMissingIsMissedEachTimeItIsUsed() {
        Expr inverse = over(ONE, X);
        Formula same = equal(inverse, inverse);
        assertThat(decide(forAll(X, and(same, same)))).isInstanceOf(FactVerdict.Unknown.class);
        assertThat(decide(forAll(X, new Formula.Or(List.of(equal(X, ZERO), and(same, same))))))
                .isInstanceOf(FactVerdict.Proved.class);
    }

    @Test
    void theModelOfTheSolverPointsAtTheViolation() {
        Formula formula = forAll(X, not(equal(times(number("7"), X), number("0.123"))));
        assertThat(decide(formula))
                .isInstanceOfSatisfying(
                        FactVerdict.Refuted.class,
                        r -> assertThat(r.point())
                                .containsEntry("x", List.of(Rational.of(123).divide(Rational.of(7000)))));
    }

    @Test
    void aSolverThatFindsNothingSatisfiableIsCaught() {
        assertUnknown(problem -> new SmtAnswer.Unsat(), "contradictory");
    }

    @Test
    void aSolverThatFindsEverythingSatisfiableIsNotBelieved() {
        assertUnknown(
                problem ->
                        new SmtAnswer.Sat(Collections.nCopies(problem.inputs().size(), Rational.ONE)),
                "no point that was tried");
        assertUnknown(problem -> new SmtAnswer.Sat(List.of()), "no point that was tried");
    }

    @Test
    void aSolverThatDiesGivesNoVerdict() {
        assertUnknown(
                problem -> {
                    throw new IllegalStateException("gone");
                },
                "gone");
        assertUnknown(
                problem -> {
                    throw new StackOverflowError();
                },
                "StackOverflowError");
    }

    @Test
    void aLemmaThatTheSolverDoesNotConfirmProvesNothing() {
        assertUnknown(
                problem -> problem.script().contains("(declare-fun S () Real)")
                        ? new SmtAnswer.Unknown("tired")
                        : Z3.solve(problem, System.nanoTime() + 5_000_000_000L),
                "did not confirm the lemma");
    }

    private static void assertUnknown(java.util.function.Function<SmtProblem, SmtAnswer> answers, String reason) {
        Formula formula = forAll(V10, equal(sum(softmax(V10)), ONE));
        FactVerdict verdict = FactProver.decide(formula, solver(answers), System.nanoTime() + 3_000_000_000L);
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        FactVerdict.Unknown.class, u -> assertThat(u.why()).contains(reason));
    }

    private static SmtSolver solver(java.util.function.Function<SmtProblem, SmtAnswer> answers) {
        return new SmtSolver() {
            @Override
            public String name() {
                return "stranger";
            }

            @Override
            public String version() {
                return "0";
            }

            @Override
            public boolean supportsNonlinear() {
                return true;
            }

            @Override
            public SmtAnswer solve(SmtProblem problem, long deadlineNanos) {
                return answers.apply(problem);
            }
        };
    }
}

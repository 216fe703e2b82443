package org.axiomj.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Solvers that hang, lie, die, say nothing, or are missing. None may yield a verdict or stop the program. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GuardedSolverTest {
    private static final CoreGraph RELU = TinyNetworks.single(PiecewiseLinear.RELU);

    /** y >= 1 for x in [-1, 2]: x in [1, 2]. */
    private static final Query.Case UNSAFE =
            new Query.Case(TinyQueries.box(-1, 2), TinyQueries.output(0, -1, Rational.of(-1), false));

    @Test
    void aSolverThatHangsAndIgnoresInterruptsIsAbandonedAfterItsDeadline() {
        CountDownLatch release = new CountDownLatch(1);
        SmtAnswer answer = decide(
                () -> {
                    while (release.getCount() > 0) {
                        try {
                            release.await();
                        } catch (InterruptedException ignored) {
                            continue;
                        }
                    }
                    return new SmtAnswer.Unsat();
                },
                100);
        release.countDown();
        assertUnknown(answer, "did not come back in time");
    }

    @Test
    void aSolverThatHangsIsInterrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        SmtAnswer answer = decide(
                () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return new SmtAnswer.Unsat();
                },
                100);
        assertUnknown(answer, "did not come back in time");
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theAnswerOfAnInterruptedCallerIsUnknownAndTheInterruptIsKept() {
        Thread.currentThread().interrupt();
        assertUnknown(
                decide(
                        () -> {
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                return new SmtAnswer.Unknown("interrupted");
                            }
                            return new SmtAnswer.Unsat();
                        },
                        20_000),
                "interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anAssignmentThatSatisfiesNothingIsALie() {
        assertUnknown(decide(() -> new SmtAnswer.Sat(List.of(Rational.of(0))), 5000), "does not satisfy");
    }

    @Test
    void anAssignmentOutsideTheBoxIsALie() {
        assertUnknown(decide(() -> new SmtAnswer.Sat(List.of(Rational.of(3))), 5000), "does not satisfy");
    }

    @Test
    void anAssignmentOfTheWrongLengthIsALie() {
        assertUnknown(decide(() -> new SmtAnswer.Sat(List.of()), 5000), "does not satisfy");
        Rational one = Rational.ONE;
        assertUnknown(decide(() -> new SmtAnswer.Sat(List.of(one, one)), 5000), "does not satisfy");
    }

    @Test
    void anAssignmentThatSatisfiesIsKept() {
        SmtAnswer right = new SmtAnswer.Sat(List.of(Rational.of(1)));
        assertThat(decide(() -> right, 5000)).isEqualTo(right);
    }

    @Test
    void whateverIsThrownBecomesUnknown() {
        assertUnknown(
                decide(
                        () -> {
                            throw new IllegalStateException("out of order");
                        },
                        5000),
                "out of order");
        assertUnknown(
                decide(
                        () -> {
                            throw new UnsatisfiedLinkError("no libfoo");
                        },
                        5000),
                "no libfoo");
        assertUnknown(
                decide(
                        () -> {
                            throw new OutOfMemoryError("pretended");
                        },
                        5000),
                "pretended");
        assertUnknown(
                decide(
                        () -> {
                            throw GuardedSolverTest.<RuntimeException>undeclared(new java.io.IOException("undeclared"));
                        },
                        5000),
                "undeclared");
    }

    @Test
    void anEndlessRecursionBecomesUnknown() {
        assertUnknown(decide(() -> endless(0), 20_000), "StackOverflowError");
    }

    @Test
    void noAnswerBecomesUnknown() {
        assertUnknown(decide(() -> null, 5000), "gave no answer");
    }

    @Test
    void brokenSolversAreNotAvailableAndSayWhy() {
        assertThat(SmtSolvers.availability(fake(() -> new SmtAnswer.Unsat())).works())
                .isFalse();
        assertThat(SmtSolvers.availability(fake(() -> new SmtAnswer.Sat(List.of(Rational.of(2)))))
                        .works())
                .isFalse();
        SmtSolvers.Availability missing = SmtSolvers.availability(fake(() -> {
            throw new UnsatisfiedLinkError("no libfoo");
        }));
        assertThat(missing.works()).isFalse();
        assertThat(missing.problem()).contains("no libfoo");
    }

    @SuppressWarnings("InfiniteRecursion")
    private static SmtAnswer endless(int depth) {
        return endless(depth + 1);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E undeclared(Throwable e) throws E {
        throw (E) e;
    }

    private static void assertUnknown(SmtAnswer answer, String reason) {
        assertThat(answer).isInstanceOf(SmtAnswer.Unknown.class).asString().contains(reason);
    }

    private static SmtAnswer decide(Supplier<SmtAnswer> behaviour, long millis) {
        return SmtDecision.decide(RELU, UNSAFE, fake(behaviour), System.nanoTime() + millis * 1_000_000);
    }

    private static SmtSolver fake(Supplier<SmtAnswer> behaviour) {
        return new SmtSolver() {
            @Override
            public String name() {
                return "fake";
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
                return behaviour.get();
            }
        };
    }
}

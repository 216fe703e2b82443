package org.axiomj.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Box;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** What every solver must keep to; a subclass names the solver. Skips, visibly, where the solver does not work. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class SolverContract {
    protected abstract SmtSolver solver();

    @Test
    void isRegisteredUnderItsName() {
        assertThat(solver().name()).matches("[a-z0-9-]+");
        assertThat(SmtSolvers.find(solver().name())).get().hasSameClassAs(solver());
    }

    @Test
    void worksHereAndHasAVersion() {
        SmtSolvers.Availability availability = SmtSolvers.availability(solver());
        assumeTrue(availability.works(), availability.problem());
        assertThat(availability.version()).isNotBlank();
        assertThat(availability.problem()).isEmpty();
    }

    @Test
    void strictAndNonStrictDifferAtATie() {
        assertThat(solve("(and (<= X_0 1.0) (>= X_0 1.0))")).isEqualTo(new SmtAnswer.Sat(List.of(Rational.ONE)));
        assertThat(solve("(and (< X_0 1.0) (>= X_0 1.0))")).isInstanceOf(SmtAnswer.Unsat.class);
    }

    @Test
    void valuesAreExactFractions() {
        Rational third = Rational.of(-1).divide(Rational.of(3));
        assertThat(solve("(= (* 3.0 X_0) (- 1.0))")).isEqualTo(new SmtAnswer.Sat(List.of(third)));
        assertThat(solve("(= X_0 (- (/ 1.0 3.0)))")).isEqualTo(new SmtAnswer.Sat(List.of(third)));
        Rational tiny = Rational.of(Double.MIN_VALUE);
        assertThat(solve("(= X_0 " + ScriptBuilder.number(tiny) + ")")).isEqualTo(new SmtAnswer.Sat(List.of(tiny)));
    }

    @Test
    void anInputThatNothingMentionsHasAValue() {
        assertThat(solve("true")).isInstanceOf(SmtAnswer.Sat.class);
    }

    @Test
    void aProblemThatIsNotSmtLibGetsNoAnswer() {
        for (String broken : List.of("(assert", "(assert (< X_1 1.0))", "(assert (frobnicate X_0))", "\u0000")) {
            SmtProblem problem = new SmtProblem("(declare-fun X_0 () Real)\n" + broken, List.of("X_0"), false);
            assertThat(GuardedSolver.solve(working(), problem, soon(20_000)))
                    .as(broken)
                    .isInstanceOf(SmtAnswer.Unknown.class);
        }
    }

    @Test
    void twoRunsGiveTheSameAnswer() {
        SplittableRandom random = new SplittableRandom(2);
        for (int k = 0; k < 5; k++) {
            CoreGraph graph = TinyNetworks.relu(random, 3, 4, 1, 2);
            Query.Case unsafe = TinyQueries.random(random, graph);
            SmtAnswer first = SmtDecision.decide(graph, unsafe, working(), soon(20_000));
            assertThat(SmtDecision.decide(graph, unsafe, working(), soon(20_000)))
                    .isEqualTo(first);
        }
    }

    @Test
    void stopsByItselfAtTheDeadline() {
        assertThat(working().solve(hard(), soon(300))).isInstanceOf(SmtAnswer.Unknown.class);
    }

    @Test
    void stopsByItselfWhenInterrupted() throws InterruptedException {
        AtomicReference<SmtAnswer> answer = new AtomicReference<>();
        Thread thread = solvingHard(answer);
        thread.interrupt();
        thread.join();
        assertThat(answer.get()).isInstanceOf(SmtAnswer.Unknown.class);
    }

    /** A solver that takes the signal for itself keeps a program alive that was to end. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void leavesCtrlCToTheProgram() throws InterruptedException {
        CountDownLatch received = new CountDownLatch(1);
        SignalHandler before = Signal.handle(new Signal("INT"), signal -> received.countDown());
        assumeTrue(before != SignalHandler.SIG_IGN, "this process was started with Ctrl-C ignored");
        try {
            Thread thread = solvingHard(new AtomicReference<>());
            Signal.raise(new Signal("INT"));
            assertThat(received.await(20, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            thread.join();
        } finally {
            Signal.handle(new Signal("INT"), before);
        }
    }

    /** A thread that is in the middle of a problem which it will not solve. */
    private Thread solvingHard(AtomicReference<SmtAnswer> answer) throws InterruptedException {
        SmtSolver solver = working();
        SmtProblem problem = hard();
        Thread thread = new Thread(() -> answer.set(solver.solve(problem, soon(600_000))));
        thread.setDaemon(true);
        thread.start();
        Thread.sleep(500);
        return thread;
    }

    @Test
    void worksAfterADeadlineHasPassed() {
        working().solve(hard(), soon(50));
        assertThat(solve("(> X_0 2.0)")).isInstanceOf(SmtAnswer.Sat.class);
    }

    private SmtSolver working() {
        SmtSolvers.Availability availability = SmtSolvers.availability(solver());
        assumeTrue(availability.works(), availability.problem());
        return solver();
    }

    private SmtAnswer solve(String assertion) {
        String script = "(declare-fun X_0 () Real)\n(assert " + assertion + ")\n";
        return working().solve(new SmtProblem(script, List.of("X_0"), false), soon(20_000));
    }

    /** Eighty unstable neurons, a bound that is hard to reach: minutes at least for any solver. */
    protected static SmtProblem hard() {
        CoreGraph graph = TinyNetworks.relu(new SplittableRandom(4), 6, 20, 4, 1);
        Box box = TinyQueries.box(-1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1);
        Query.Case unsafe = new Query.Case(box, TinyQueries.output(0, -1, Rational.of(-400), false));
        return CaseEncoder.encode(graph, List.of(unsafe), NeuronBounds.NONE, EncodingBudget.untimed());
    }

    private static long soon(long millis) {
        return System.nanoTime() + millis * 1_000_000;
    }
}

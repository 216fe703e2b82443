package org.axiomj.encoders.backend;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.encoders.SmtAnswer;
import org.axiomj.encoders.SmtProblem;
import org.axiomj.encoders.SmtSolver;
import org.axiomj.ir.exact.Rational;
import org.sosy_lab.common.ShutdownManager;
import org.sosy_lab.common.configuration.Configuration;
import org.sosy_lab.common.configuration.InvalidConfigurationException;
import org.sosy_lab.common.log.LogManager;
import org.sosy_lab.java_smt.SolverContextFactory;
import org.sosy_lab.java_smt.SolverContextFactory.Solvers;
import org.sosy_lab.java_smt.api.FormulaType;
import org.sosy_lab.java_smt.api.Model;
import org.sosy_lab.java_smt.api.NumeralFormula.RationalFormula;
import org.sosy_lab.java_smt.api.ProverEnvironment;
import org.sosy_lab.java_smt.api.SolverContext;
import org.sosy_lab.java_smt.api.SolverContext.ProverOptions;
import org.sosy_lab.java_smt.api.SolverException;

/** SMTInterpol through JavaSMT: pure Java, linear arithmetic, a second opinion that shares nothing with Z3. */
public final class SmtInterpolSolver implements SmtSolver {
    @Override
    public String name() {
        return "smtinterpol";
    }

    @Override
    public String version() {
        try (SolverContext context = context(ShutdownManager.create())) {
            return context.getVersion();
        }
    }

    @Override
    public boolean supportsNonlinear() {
        return false;
    }

    @Override
    public SmtAnswer solve(SmtProblem problem, long deadlineNanos) {
        ShutdownManager shutdown = ShutdownManager.create();
        Thread alarm = new Thread(() -> sleepThenStop(deadlineNanos, shutdown), "axiom-smtinterpol-alarm");
        alarm.setDaemon(true);
        alarm.start();
        try (SolverContext context = context(shutdown);
                ProverEnvironment prover = context.newProverEnvironment(ProverOptions.GENERATE_MODELS)) {
            prover.addConstraint(context.getFormulaManager().parse(problem.script()));
            if (prover.isUnsat()) {
                return new SmtAnswer.Unsat();
            }
            try (Model model = prover.getModel()) {
                return new SmtAnswer.Sat(inputs(problem, context, model));
            }
        } catch (InterruptedException e) {
            return new SmtAnswer.Unknown("smtinterpol: stopped at the time limit");
        } catch (SolverException e) {
            return new SmtAnswer.Unknown("smtinterpol: " + e.getMessage());
        } finally {
            alarm.interrupt();
        }
    }

    private static void sleepThenStop(long deadlineNanos, ShutdownManager shutdown) {
        try {
            Thread.sleep(Math.max(0, (deadlineNanos - System.nanoTime()) / 1_000_000));
            shutdown.requestShutdown("time limit");
        } catch (InterruptedException e) {
            // The solver came back in time and needs no alarm; this thread ends here.
            return;
        }
    }

    private static SolverContext context(ShutdownManager shutdown) {
        try {
            return SolverContextFactory.createSolverContext(
                    Configuration.defaultConfiguration(), LogManager.createNullLogManager(), shutdown.getNotifier(),
                    Solvers.SMTINTERPOL);
        } catch (InvalidConfigurationException e) {
            throw new IllegalStateException("JavaSMT refuses its default configuration: " + e.getMessage(), e);
        }
    }

    private static List<Rational> inputs(SmtProblem problem, SolverContext context, Model model) {
        List<Rational> values = new ArrayList<>();
        for (String name : problem.inputs()) {
            RationalFormula variable = context.getFormulaManager().makeVariable(FormulaType.RationalType, name);
            org.sosy_lab.common.rationals.Rational value = model.evaluate(variable);
            values.add(value == null ? Rational.ZERO : new Rational(value.getNum(), value.getDen()));
        }
        return values;
    }
}

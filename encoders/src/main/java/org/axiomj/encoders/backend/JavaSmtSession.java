package org.axiomj.encoders.backend;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.encoders.SmtAnswer;
import org.axiomj.encoders.SmtProblem;
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

/** One problem in one SMTInterpol context of JavaSMT. */
final class JavaSmtSession {
    private JavaSmtSession() {}

    static String version() {
        try (SolverContext context = context(ShutdownManager.create())) {
            return context.getVersion();
        }
    }

    @SuppressWarnings("try") // the alarm is only to be closed
    static SmtAnswer solve(SmtProblem problem, long deadlineNanos) {
        ShutdownManager shutdown = ShutdownManager.create();
        try (Alarm alarm = new Alarm("axiom-smtinterpol-alarm", deadlineNanos, () -> stop(shutdown));
                SolverContext context = context(shutdown);
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
        }
    }

    private static void stop(ShutdownManager shutdown) {
        if (!shutdown.getNotifier().shouldShutdown()) {
            shutdown.requestShutdown("time limit");
        }
    }

    private static SolverContext context(ShutdownManager shutdown) {
        try {
            return SolverContextFactory.createSolverContext(
                    Configuration.defaultConfiguration(),
                    LogManager.createNullLogManager(),
                    shutdown.getNotifier(),
                    Solvers.SMTINTERPOL);
        } catch (InvalidConfigurationException e) {
            throw new IllegalStateException("JavaSMT refuses its default configuration: " + e.getMessage(), e);
        }
    }

    /** Inputs that the model leaves open may have any value. */
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

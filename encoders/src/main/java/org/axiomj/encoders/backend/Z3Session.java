package org.axiomj.encoders.backend;

import com.microsoft.z3.AlgebraicNum;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.FuncDecl;
import com.microsoft.z3.Global;
import com.microsoft.z3.Model;
import com.microsoft.z3.Params;
import com.microsoft.z3.RatNum;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import com.microsoft.z3.Version;
import com.microsoft.z3.Z3Exception;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axiomj.encoders.SmtAnswer;
import org.axiomj.encoders.SmtProblem;
import org.axiomj.ir.exact.Rational;

/** One problem in one Z3 context. Loads the native library when first used. */
final class Z3Session {
    private static final int ALGEBRAIC_DIGITS = 30;

    private Z3Session() {}

    static String version() {
        String version = Version.getString();
        UnpackedLibraries.delete("libz3");
        return version;
    }

    @SuppressWarnings("try") // the alarm is only to be closed
    static SmtAnswer solve(SmtProblem problem, int memoryMegabytes, int seed, long deadlineNanos) {
        Global.setParameter("memory_max_size", Integer.toString(memoryMegabytes));
        UnpackedLibraries.delete("libz3");
        try (Context context = new Context();
                Alarm alarm = new Alarm("axiom-z3-alarm", deadlineNanos, context::interrupt)) {
            BoolExpr[] assertions = context.parseSMTLIB2String(problem.script(), null, null, null, null);
            Solver solver = context.mkSolver();
            solver.setParameters(parameters(context, seed, deadlineNanos));
            solver.add(assertions);
            Status status = solver.check();
            if (status == Status.UNSATISFIABLE) {
                return new SmtAnswer.Unsat();
            } else if (status == Status.SATISFIABLE) {
                return satisfied(problem, solver.getModel());
            }
            return new SmtAnswer.Unknown("z3: " + solver.getReasonUnknown());
        } catch (Z3Exception e) {
            return new SmtAnswer.Unknown("z3: " + e.getMessage());
        }
    }

    private static Params parameters(Context context, int seed, long deadlineNanos) {
        long millis = Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000);
        Params params = context.mkParams();
        params.add("timeout", (int) Math.min(Integer.MAX_VALUE, millis));
        params.add("random_seed", seed);
        // Else Z3 takes Ctrl-C for itself while it searches, and the process stays.
        params.add("ctrl_c", false);
        return params;
    }

    /** Inputs that the model leaves open may have any value. */
    private static SmtAnswer satisfied(SmtProblem problem, Model model) {
        Map<String, FuncDecl<?>> byName = new HashMap<>();
        for (FuncDecl<?> declaration : model.getConstDecls()) {
            byName.put(declaration.getName().toString(), declaration);
        }
        List<Rational> values = new ArrayList<>();
        boolean exact = true;
        for (String name : problem.inputs()) {
            FuncDecl<?> declaration = byName.get(name);
            if (declaration == null) {
                values.add(Rational.ZERO);
                continue;
            }
            Expr<?> value = model.getConstInterp(declaration);
            exact &= !(value instanceof AlgebraicNum);
            RatNum number =
                    value instanceof AlgebraicNum algebraic ? algebraic.toLower(ALGEBRAIC_DIGITS) : (RatNum) value;
            values.add(new Rational(number.getBigIntNumerator(), number.getBigIntDenominator()));
        }
        return new SmtAnswer.Sat(values, exact);
    }
}

package org.axiomj.encoders.backend;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.FuncDecl;
import com.microsoft.z3.Model;
import com.microsoft.z3.Params;
import com.microsoft.z3.RatNum;
import com.microsoft.z3.AlgebraicNum;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import com.microsoft.z3.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axiomj.encoders.SmtAnswer;
import org.axiomj.encoders.SmtProblem;
import org.axiomj.encoders.SmtSolver;
import org.axiomj.ir.exact.Rational;

/** Z3 through its own Java bindings; its native library comes inside the artefact. */
public final class Z3Solver implements SmtSolver {
    @Override
    public String name() {
        return "z3";
    }

    @Override
    public String version() {
        return Version.getString();
    }

    @Override
    public boolean supportsNonlinear() {
        return true;
    }

    @Override
    public SmtAnswer solve(SmtProblem problem, long deadlineNanos) {
        long millis = Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000);
        try (Context context = new Context()) {
            BoolExpr[] assertions = context.parseSMTLIB2String(problem.script(), null, null, null, null);
            Solver solver = context.mkSolver();
            Params params = context.mkParams();
            params.add("timeout", (int) Math.min(Integer.MAX_VALUE, millis));
            params.add("random_seed", 1);
            solver.setParameters(params);
            solver.add(assertions);
            Status status = solver.check();
            if (status == Status.UNSATISFIABLE) {
                return new SmtAnswer.Unsat();
            } else if (status == Status.SATISFIABLE) {
                return new SmtAnswer.Sat(inputs(problem, solver.getModel()));
            }
            return new SmtAnswer.Unknown("z3: " + solver.getReasonUnknown());
        }
    }

    /** Inputs that the model leaves open may have any value; algebraic numbers are cut to 30 digits. */
    private static List<Rational> inputs(SmtProblem problem, Model model) {
        Map<String, FuncDecl<?>> byName = new HashMap<>();
        for (FuncDecl<?> declaration : model.getConstDecls()) {
            byName.put(declaration.getName().toString(), declaration);
        }
        List<Rational> values = new ArrayList<>();
        for (String name : problem.inputs()) {
            FuncDecl<?> declaration = byName.get(name);
            values.add(declaration == null ? Rational.ZERO : value(model.getConstInterp(declaration)));
        }
        return values;
    }

    private static Rational value(Expr<?> value) {
        RatNum number = value instanceof AlgebraicNum algebraic ? algebraic.toLower(30) : (RatNum) value;
        return new Rational(number.getBigIntNumerator(), number.getBigIntDenominator());
    }
}

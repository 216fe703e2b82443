package org.axiomj.ir.operators;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.Shape;
import org.axiomj.ir.core.PiecewiseLinear;

/** PRelu with constant slopes, which broadcast to the input. */
final class PRelu implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value.Variable x = call.emit().variable(call.real(0));
        Value.Constant slope = call.finite(1, "slope");
        Shape shape = call.broadcast(x.shape(), slope.shape());
        if (!shape.equals(x.shape())) {
            throw call.invalid("slope " + slope.shape() + " does not broadcast to the input's shape " + x.shape());
        }
        Value.Constant slopes = (Value.Constant) call.emit().broadcast(slope, shape);
        return new Value[] {call.emit().piecewise(functions(slopes.tensor().reals()), x)};
    }

    private static List<PiecewiseLinear> functions(double[] slopes) {
        List<PiecewiseLinear> functions = new ArrayList<>(slopes.length);
        boolean same = true;
        PiecewiseLinear last = PiecewiseLinear.RELU;
        for (int i = 0; i < slopes.length; i++) {
            if (i == 0 || slopes[i] != slopes[i - 1]) {
                last = PiecewiseLinear.leakyRelu(slopes[i]);
            }
            same &= slopes[i] == slopes[0];
            functions.add(last);
        }
        return same ? functions.subList(0, Math.min(1, functions.size())) : functions;
    }
}

package org.axiomj.ir.operators;

import org.axiomj.ir.Shape;
import org.axiomj.ir.core.SmoothFunction;

/** LayerNormalization: centre, divide by the root of the variance plus epsilon, scale and shift; first output only. */
final class LayerNormalization implements Operator {
    @Override
    public Value[] apply(Call call) {
        Emitter emit = call.emit();
        Value.Variable x = emit.variable(call.real(0));
        Shape shape = x.shape();
        if (x.size() == 0) {
            throw call.invalid("has an input without elements: " + shape);
        }
        int axis = call.axis(call.integer("axis", -1), shape.rank());
        Shape view = Shape.of(shape.product(0, axis), shape.product(axis, shape.rank()));
        Shape sumShape = view.with(1, 1);
        int[][] groups = Reduction.groups(call, view, sumShape);
        Value.Variable flat = x.reshaped(view);
        Value.Variable centred = Algebra.subtract(emit, flat, emit.broadcast(mean(emit, flat, groups, sumShape), view));
        Value.Variable squares = emit.smooth(SmoothFunction.SQUARE, centred);
        Value.Variable variance = mean(emit, squares, groups, sumShape);
        Value.Variable shifted = Algebra.addScalar(emit, variance, call.number("epsilon", 1e-5f));
        Value.Variable factor = emit.smooth(SmoothFunction.RECIPROCAL, emit.smooth(SmoothFunction.SQRT, shifted));
        Value normal =
                Algebra.multiply(emit, centred, emit.broadcast(factor, view)).reshaped(shape);
        Value[] scaled = Algebra.broadcast(call, normal, call.real(1));
        Value result = Algebra.multiply(emit, scaled[0], scaled[1]);
        if (call.has(2)) {
            Value[] operands = Algebra.broadcast(call, result, call.real(2));
            result = Algebra.add(emit, operands[0], operands[1]);
        }
        return new Value[] {result};
    }

    private static Value.Variable mean(Emitter emit, Value.Variable x, int[][] groups, Shape shape) {
        return Algebra.divide(emit, Sums.groups(emit, x, groups, shape), groups[0].length);
    }
}

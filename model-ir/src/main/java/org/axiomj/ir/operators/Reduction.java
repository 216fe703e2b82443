package org.axiomj.ir.operators;

import java.util.Optional;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.core.SmoothFunction;

/** ReduceSum, ReduceMean, ReduceMax, ... over some axes, which are an attribute first and an input later. */
record Reduction(Kind kind) implements Operator {
    enum Kind {
        SUM,
        MEAN,
        MAX,
        MIN,
        PROD,
        L1,
        L2,
        SUM_SQUARE
    }

    @Override
    public Value[] apply(Call call) {
        Value x = call.input(0);
        boolean[] reduced = axes(call, x.shape().rank());
        Shape keptDims = x.shape();
        for (int i = 0; i < reduced.length; i++) {
            keptDims = reduced[i] ? keptDims.with(i, 1) : keptDims;
        }
        Shape shape = call.integer("keepdims", 1) != 0 ? keptDims : Reshape.kept(x.shape(), reduced);
        if (x.size() == 0) {
            throw call.unsupported("a tensor without elements: " + x.shape());
        }
        int[][] groups = groups(call, x.shape(), keptDims);
        if (x instanceof Value.Constant constant && x.type().isInteger()) {
            return new Value[] {integers(call, constant.tensor(), groups, shape)};
        }
        return new Value[] {lower(call, call.emit().variable(call.real(0)), groups, shape)};
    }

    private static boolean[] axes(Call call, int rank) {
        Optional<long[]> listed = call.integersOrAttribute(1, "axes");
        boolean[] reduced = new boolean[rank];
        if (listed.isEmpty() || listed.get().length == 0) {
            boolean nothing = call.integer("noop_with_empty_axes", 0) != 0;
            for (int i = 0; i < rank; i++) {
                reduced[i] = !nothing;
            }
            return reduced;
        }
        for (int axis : call.axes(listed.get(), rank)) {
            reduced[axis] = true;
        }
        return reduced;
    }

    /** The elements of each group, ascending; one group for each element of {@code out}. */
    static int[][] groups(Call call, Shape in, Shape out) {
        call.reserve(2L * in.size());
        int[] strides = new int[in.rank()];
        for (int i = 0; i < strides.length; i++) {
            strides[i] = out.dimension(i) == 1 ? 0 : out.stride(i);
        }
        int[] target = Indexing.strided(in, strides, 0);
        int each = in.size() / out.size();
        int[][] groups = new int[out.size()][each];
        int[] filled = new int[out.size()];
        for (int i = 0; i < target.length; i++) {
            groups[target[i]][filled[target[i]]++] = i;
        }
        return groups;
    }

    private Value lower(Call call, Value.Variable x, int[][] groups, Shape shape) {
        Emitter emit = call.emit();
        return switch (kind) {
            case SUM -> Sums.groups(emit, x, groups, shape);
            case MEAN -> Algebra.divide(emit, Sums.groups(emit, x, groups, shape), groups[0].length);
            case MAX -> emit.max(x, groups, shape);
            case MIN -> Algebra.negate(emit, emit.max(Algebra.negate(emit, x), groups, shape));
            case L1 -> Sums.groups(emit, emit.piecewise(PiecewiseLinear.ABS, x), groups, shape);
            case SUM_SQUARE -> Sums.groups(emit, emit.smooth(SmoothFunction.SQUARE, x), groups, shape);
            case L2 ->
                emit.smooth(
                        SmoothFunction.SQRT, Sums.groups(emit, emit.smooth(SmoothFunction.SQUARE, x), groups, shape));
            case PROD -> product(call, x, groups, shape);
        };
    }

    private static Value product(Call call, Value.Variable x, int[][] groups, Shape shape) {
        if (groups[0].length > 16) {
            throw call.unsupported("a product of " + groups[0].length + " values");
        }
        Value.Variable result = pick(call, x, groups, 0, shape);
        for (int k = 1; k < groups[0].length; k++) {
            result = call.emit().product(result, pick(call, x, groups, k, shape));
        }
        return result;
    }

    private static Value.Variable pick(Call call, Value.Variable x, int[][] groups, int k, Shape shape) {
        int[] source = new int[groups.length];
        for (int i = 0; i < source.length; i++) {
            source[i] = groups[i][k];
        }
        return (Value.Variable) call.emit().select(x, source, shape);
    }

    private Value integers(Call call, Tensor x, int[][] groups, Shape shape) {
        long[] y = new long[groups.length];
        try {
            for (int i = 0; i < y.length; i++) {
                y[i] = combine(call, x.integers(), groups[i]);
            }
        } catch (ArithmeticException overflow) {
            throw call.invalid("integer arithmetic overflows: " + overflow.getMessage());
        }
        return call.constantOf(Tensor.ofIntegers(x.type(), shape, y));
    }

    private long combine(Call call, long[] x, int[] group) {
        long result = x[group[0]];
        for (int k = 1; k < group.length; k++) {
            long next = x[group[k]];
            result = switch (kind) {
                case SUM -> Math.addExact(result, next);
                case PROD -> Math.multiplyExact(result, next);
                case MAX -> Math.max(result, next);
                case MIN -> Math.min(result, next);
                default -> throw call.unsupported("this reduction of integers");
            };
        }
        return result;
    }
}

package org.axiomj.ir.operators;

import org.axiomj.ir.ElementType;
import org.axiomj.ir.Shape;
import org.axiomj.ir.Tensor;

/**
 * BatchNormalization in inference: subtract the mean, multiply by {@code scale / sqrt(variance + epsilon)}, add the bias, as
 * three steps.
 *
 * <p>The factor is irrational in general. The double kept for it has gone through a sum, a square root and a quotient, each
 * within a relative 2^-53, so it is within 2^-51 of the exact one; the map says 2^-50.
 */
final class BatchNormalization implements Operator {
    private static final double RELATIVE_ERROR = 0x1p-50;
    /** Below this, a double's relative precision is lost. */
    private static final double SMALLEST = 0x1p-900;

    @Override
    public Value[] apply(Call call) {
        if (call.integer("training_mode", 0) != 0) {
            throw call.unsupported("it is in training mode, where its result depends on the whole batch; "
                    + "export the model in inference mode (model.eval() in PyTorch)");
        }
        Value.Variable x = call.emit().variable(call.real(0));
        if (x.shape().rank() < 2) {
            throw call.invalid("expects an input with a batch and a channel axis, found " + x.shape());
        }
        int channels = x.shape().dimension(1);
        Value.Constant scale = perChannel(call, 1, "scale", channels);
        Value.Constant bias = perChannel(call, 2, "bias", channels);
        Value.Constant mean = perChannel(call, 3, "mean", channels);
        Value.Constant variance = perChannel(call, 4, "variance", channels);
        double[] factors = factors(call, scale, variance, call.number("epsilon", 1e-5f));
        Value.Constant factor = call.constantOf(Tensor.ofReals(ElementType.DOUBLE, Shape.of(channels), factors));
        Shape shape = x.shape();
        Value.Variable centred = Algebra.subtract(call.emit(), x, Channels.spread(call, mean, shape));
        double[] all =
                ((Value.Constant) Channels.spread(call, factor, shape)).tensor().reals();
        Value.Variable scaled = call.emit().scale(centred, all, RELATIVE_ERROR);
        return new Value[] {Algebra.add(call.emit(), scaled, Channels.spread(call, bias, shape))};
    }

    private static Value.Constant perChannel(Call call, int input, String what, int channels) {
        Value.Constant value = call.finite(input, what);
        if (value.size() != channels) {
            throw call.invalid("its " + what + " has shape " + value.shape() + ", expected [" + channels + "]");
        }
        return value;
    }

    private static double[] factors(Call call, Value.Constant scale, Value.Constant variance, double epsilon) {
        double[] factors = new double[scale.size()];
        for (int i = 0; i < factors.length; i++) {
            double sum = variance.tensor().reals()[i] + epsilon;
            if (!(sum > 0)) {
                throw call.invalid("its variance of channel " + i + " is "
                        + variance.tensor().reals()[i] + ", which with epsilon " + epsilon
                        + " has no positive square root");
            }
            double gamma = scale.tensor().reals()[i];
            factors[i] = gamma / Math.sqrt(sum);
            if (gamma != 0 && (Math.abs(factors[i]) < SMALLEST || !Double.isFinite(factors[i]))) {
                throw call.unsupported("the factor of channel " + i + " is " + factors[i] + ", out of range");
            }
        }
        return factors;
    }
}

package org.axiomj.ir.operators;

import java.util.Optional;
import org.axiomj.ir.core.SmoothFunction;

/**
 * The registry of operators: one line for each ONNX name. A switch, so that only the classes of operators that a model uses
 * are loaded.
 */
public final class Operators {
    private Operators() {}

    /** The operator of ONNX's own set with this name; empty where this version knows none. */
    static Optional<Operator> of(String name) {
        Operator operator = switch (name) {
            case "Abs" -> new Activation(Activation.Kind.ABS);
            case "Add" -> new Arithmetic(Arithmetic.Kind.ADD);
            case "And" -> new Comparison(Comparison.Kind.AND);
            case "AveragePool" -> new Pooling(false, false);
            case "BatchNormalization" -> new BatchNormalization();
            case "Cast" -> new Cast(false);
            case "CastLike" -> new Cast(true);
            case "Ceil" -> new Rounding(true);
            case "Celu" -> new SmoothActivation(SmoothActivation.Kind.CELU);
            case "Clip" -> new Clip();
            case "Concat" -> new Concat();
            case "Constant" -> new Constants(Constants.Kind.CONSTANT);
            case "ConstantOfShape" -> new Constants(Constants.Kind.CONSTANT_OF_SHAPE);
            case "Conv" -> new Convolution(false);
            case "ConvTranspose" -> new Convolution(true);
            case "Cos" -> new SmoothUnary(SmoothFunction.COS);
            case "DepthToSpace" -> new DepthSpace(true);
            case "Div" -> new Arithmetic(Arithmetic.Kind.DIV);
            case "Dropout" -> new Identity(true);
            case "Elu" -> new SmoothActivation(SmoothActivation.Kind.ELU);
            case "Equal" -> new Comparison(Comparison.Kind.EQUAL);
            case "Erf" -> new SmoothUnary(SmoothFunction.ERF);
            case "Exp" -> new SmoothUnary(SmoothFunction.EXP);
            case "Expand" -> new Repeat(false);
            case "Flatten" -> new Reshape(Reshape.Kind.FLATTEN);
            case "Floor" -> new Rounding(false);
            case "Gather" -> new Gather();
            case "Gelu" -> new SmoothActivation(SmoothActivation.Kind.GELU);
            case "Gemm" -> new Gemm();
            case "GlobalAveragePool" -> new Pooling(false, true);
            case "GlobalMaxPool" -> new Pooling(true, true);
            case "Greater" -> new Comparison(Comparison.Kind.GREATER);
            case "GreaterOrEqual" -> new Comparison(Comparison.Kind.GREATER_OR_EQUAL);
            case "HardSigmoid" -> new Activation(Activation.Kind.HARD_SIGMOID);
            case "HardSwish" -> new Activation(Activation.Kind.HARD_SWISH);
            case "Identity" -> new Identity(false);
            case "LayerNormalization" -> new LayerNormalization();
            case "LeakyRelu" -> new Activation(Activation.Kind.LEAKY_RELU);
            case "Less" -> new Comparison(Comparison.Kind.LESS);
            case "LessOrEqual" -> new Comparison(Comparison.Kind.LESS_OR_EQUAL);
            case "Log" -> new SmoothUnary(SmoothFunction.LOG);
            case "LogSoftmax" -> new Softmax(true);
            case "MatMul" -> new MatMul();
            case "Max" -> new Extremum(true);
            case "MaxPool" -> new Pooling(true, false);
            case "Mean" -> new Variadic(true);
            case "Min" -> new Extremum(false);
            case "Mish" -> new SmoothActivation(SmoothActivation.Kind.MISH);
            case "Mul" -> new Arithmetic(Arithmetic.Kind.MUL);
            case "Neg" -> new Activation(Activation.Kind.NEG);
            case "Not" -> new Not();
            case "Or" -> new Comparison(Comparison.Kind.OR);
            case "PRelu" -> new PRelu();
            case "Pad" -> new Pad();
            case "Pow" -> new Power();
            case "Range" -> new Constants(Constants.Kind.RANGE);
            case "Reciprocal" -> new SmoothUnary(SmoothFunction.RECIPROCAL);
            case "ReduceL1" -> new Reduction(Reduction.Kind.L1);
            case "ReduceL2" -> new Reduction(Reduction.Kind.L2);
            case "ReduceMax" -> new Reduction(Reduction.Kind.MAX);
            case "ReduceMean" -> new Reduction(Reduction.Kind.MEAN);
            case "ReduceMin" -> new Reduction(Reduction.Kind.MIN);
            case "ReduceProd" -> new Reduction(Reduction.Kind.PROD);
            case "ReduceSum" -> new Reduction(Reduction.Kind.SUM);
            case "ReduceSumSquare" -> new Reduction(Reduction.Kind.SUM_SQUARE);
            case "Relu" -> new Activation(Activation.Kind.RELU);
            case "Reshape" -> new Reshape(Reshape.Kind.RESHAPE);
            case "Resize" -> new Resize(false);
            case "ScatterND" -> new Scatter();
            case "Selu" -> new SmoothActivation(SmoothActivation.Kind.SELU);
            case "Shape" -> new Constants(Constants.Kind.SHAPE);
            case "Sigmoid" -> new SmoothUnary(SmoothFunction.SIGMOID);
            case "Sign" -> new Activation(Activation.Kind.SIGN);
            case "Sin" -> new SmoothUnary(SmoothFunction.SIN);
            case "Size" -> new Constants(Constants.Kind.SIZE);
            case "Slice" -> new Slice();
            case "Softmax" -> new Softmax(false);
            case "Softplus" -> new SmoothUnary(SmoothFunction.SOFTPLUS);
            case "Softsign" -> new SmoothActivation(SmoothActivation.Kind.SOFTSIGN);
            case "SpaceToDepth" -> new DepthSpace(false);
            case "Split" -> new Split();
            case "Sqrt" -> new SmoothUnary(SmoothFunction.SQRT);
            case "Squeeze" -> new Reshape(Reshape.Kind.SQUEEZE);
            case "Sub" -> new Arithmetic(Arithmetic.Kind.SUB);
            case "Sum" -> new Variadic(false);
            case "Tanh" -> new SmoothUnary(SmoothFunction.TANH);
            case "ThresholdedRelu" -> new Activation(Activation.Kind.THRESHOLDED_RELU);
            case "Tile" -> new Repeat(true);
            case "Transpose" -> new Transpose();
            case "Unsqueeze" -> new Reshape(Reshape.Kind.UNSQUEEZE);
            case "Upsample" -> new Resize(true);
            case "Where" -> new Where();
            case "Xor" -> new Comparison(Comparison.Kind.XOR);
            default -> null;
        };
        return Optional.ofNullable(operator);
    }

    /** Whether the operator is known; a form of it may still be unsupported. */
    public static boolean isKnown(String domain, String name) {
        return (domain.isEmpty() || domain.equals("ai.onnx")) && of(name).isPresent();
    }
}

package org.axiomj.proofs;

import java.util.Optional;

/** One ONNX model in ONNX Runtime, for functions that are no network of a query. Close it to release the session. */
public final class OnnxFunction implements AutoCloseable {
    private final OnnxRuntimeRunner runner;

    private OnnxFunction(OnnxRuntimeRunner runner) {
        this.runner = runner;
    }

    /** Empty where ONNX Runtime is not there or does not take the model. */
    public static Optional<OnnxFunction> of(byte[] model, int inputSize, int outputSize) {
        try {
            return Optional.of(new OnnxFunction(new OnnxRuntimeRunner(model, inputSize, outputSize)));
        } catch (OnnxRuntimeRunner.Unavailable e) {
            return Optional.empty();
        }
    }

    /** The output vector; empty where the run fails. */
    public Optional<float[]> run(float[] input) {
        try {
            double[] wide = runner.run(input);
            float[] output = new float[wide.length];
            for (int i = 0; i < output.length; i++) {
                output[i] = (float) wide[i];
            }
            return Optional.of(output);
        } catch (OnnxRuntimeRunner.Unavailable e) {
            return Optional.empty();
        }
    }

    /** {@code onnxruntime} and its version. */
    public String name() {
        return runner.name();
    }

    @Override
    public void close() {
        runner.close();
    }
}

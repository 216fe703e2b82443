package org.axiomj.proofs;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a model in ONNX Runtime on one thread, on the processor, with its default optimisations. Loading happens in the
 * constructor. Not thread-safe.
 */
final class OnnxRuntimeRunner implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<Input> inputs;
    private final int outputSize;

    /** One input: elements {@code from} to {@code to - 1} of the vector. */
    private record Input(String name, OnnxJavaType type, long[] shape, int from, int to) {}

    /** ONNX Runtime is not there, or cannot run this model; the message says why. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1;

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }

        Unavailable(String message) {
            super(message);
        }
    }

    OnnxRuntimeRunner(byte[] model, int inputSize, int outputSize) throws Unavailable {
        this.outputSize = outputSize;
        try {
            NativeCache.prepare();
            environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "axiomj");
            // Windows builds report what they run to the system unless told not to.
            environment.setTelemetry(false);
            NativeCache.deleteUnusedFolder();
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
                session = environment.createSession(model, options);
            }
        } catch (OrtException | LinkageError | IllegalStateException e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
        try {
            inputs = inputs(session.getInputInfo().values(), inputSize);
        } catch (OrtException e) {
            close();
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        } catch (Unavailable e) {
            close();
            throw e;
        }
    }

    private static List<Input> inputs(Collection<NodeInfo> nodes, int inputSize) throws Unavailable {
        List<Input> inputs = new ArrayList<>();
        int at = 0;
        for (NodeInfo node : nodes) {
            if (!(node.getInfo() instanceof TensorInfo tensor)
                    || (tensor.type != OnnxJavaType.FLOAT && tensor.type != OnnxJavaType.DOUBLE)) {
                throw new Unavailable(
                        "input '" + node.getName() + "' is no tensor of float or double: " + node.getInfo());
            }
            long[] shape = shape(tensor.getShape(), nodes.size() == 1 ? inputSize : 0);
            long size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            if (size < 0 || size > inputSize - at) {
                throw new Unavailable("the model takes more than the expected " + inputSize + " numbers");
            }
            inputs.add(new Input(node.getName(), tensor.type, shape, at, at + (int) size));
            at += (int) size;
        }
        if (at != inputSize) {
            throw new Unavailable("the model takes " + at + " numbers, expected " + inputSize);
        }
        return inputs;
    }

    /** As a replay names it: "onnxruntime 1.28.0". */
    String name() {
        return "onnxruntime " + environment.getVersion();
    }

    /** Unknown dimensions are 1, unless the only unknown one must be something else for the wanted size. */
    private static long[] shape(long[] declared, int wanted) {
        long[] shape = declared.clone();
        long known = 1;
        int unknown = 0;
        int last = 0;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] < 0) {
                shape[i] = 1;
                unknown++;
                last = i;
            }
            known *= shape[i];
        }
        if (unknown == 1 && known > 0 && wanted % known == 0 && wanted > 0) {
            shape[last] = wanted / known;
        }
        return shape;
    }

    /** The output, all results one after the other; exact values of what the runtime computed. */
    double[] run(float[] x) throws Unavailable {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (Input input : inputs) {
                tensors.put(input.name(), tensor(input, Arrays.copyOfRange(x, input.from(), input.to())));
            }
            return run(tensors);
        } catch (OrtException e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private double[] run(Map<String, OnnxTensor> tensors) throws OrtException, Unavailable {
        try (OrtSession.Result result = session.run(tensors)) {
            double[] y = new double[outputSize];
            int at = 0;
            for (Map.Entry<String, OnnxValue> entry : result) {
                if (at < outputSize) {
                    at = copy(entry.getValue(), y, at);
                }
            }
            if (at != outputSize) {
                throw new Unavailable("the model yields " + at + " numbers, expected " + outputSize);
            }
            return y;
        }
    }

    private OnnxTensor tensor(Input input, float[] x) throws OrtException {
        if (input.type() == OnnxJavaType.FLOAT) {
            return OnnxTensor.createTensor(environment, FloatBuffer.wrap(x), input.shape());
        }
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            wide[i] = x[i];
        }
        return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(wide), input.shape());
    }

    private static int copy(OnnxValue value, double[] y, int from) throws Unavailable {
        if (!(value instanceof OnnxTensor tensor)) {
            throw new Unavailable("the output is no tensor: " + value.getInfo());
        }
        OnnxJavaType type = tensor.getInfo().type;
        int at = from;
        if (type == OnnxJavaType.FLOAT) {
            FloatBuffer buffer = tensor.getFloatBuffer();
            for (; buffer.hasRemaining() && at < y.length; at++) {
                y[at] = buffer.get();
            }
        } else if (type == OnnxJavaType.DOUBLE) {
            DoubleBuffer buffer = tensor.getDoubleBuffer();
            for (; buffer.hasRemaining() && at < y.length; at++) {
                y[at] = buffer.get();
            }
        } else {
            throw new Unavailable("the output is no tensor of float or double: " + type);
        }
        return at;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not close its session: " + e.getMessage(), e);
        }
    }
}

package org.axiomj.ir.testing;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs ONNX bytes in ONNX Runtime, the reference that our reading of every operator is compared with. */
public final class OnnxRuntime implements AutoCloseable {
    private final OrtSession session;

    public OnnxRuntime(byte[] model) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
        options.setIntraOpNumThreads(1);
        options.setSessionLogLevel(ai.onnxruntime.OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        session = OrtEnvironment.getEnvironment().createSession(model, options);
    }

    /** The outputs for all inputs, each flattened and one after the other; free dimensions are 1. */
    public Result run(double[] x) throws OrtException {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        int at = 0;
        for (NodeInfo info : session.getInputInfo().values()) {
            TensorInfo type = (TensorInfo) info.getInfo();
            long[] shape = type.getShape().clone();
            int size = 1;
            for (int i = 0; i < shape.length; i++) {
                shape[i] = Math.max(1, shape[i]);
                size *= (int) shape[i];
            }
            inputs.put(info.getName(), tensor(type, shape, x, at, size));
            at += size;
        }
        List<Double> values = new ArrayList<>();
        List<long[]> shapes = new ArrayList<>();
        try (OrtSession.Result result = session.run(inputs)) {
            for (Map.Entry<String, OnnxValue> output : result) {
                OnnxTensor tensor = (OnnxTensor) output.getValue();
                shapes.add(tensor.getInfo().getShape());
                append(tensor, values);
            }
        }
        inputs.values().forEach(OnnxTensor::close);
        return new Result(values.stream().mapToDouble(d -> d).toArray(), shapes);
    }

    private static OnnxTensor tensor(TensorInfo type, long[] shape, double[] x, int at, int size) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        if (type.type == OnnxJavaType.DOUBLE) {
            return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(x, at, size), shape);
        }
        float[] floats = new float[size];
        for (int i = 0; i < size; i++) {
            floats[i] = (float) x[at + i];
        }
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats), shape);
    }

    private static void append(OnnxTensor tensor, List<Double> values) {
        if (tensor.getInfo().type == OnnxJavaType.DOUBLE) {
            DoubleBuffer buffer = tensor.getDoubleBuffer();
            while (buffer.hasRemaining()) {
                values.add(buffer.get());
            }
            return;
        }
        FloatBuffer buffer = tensor.getFloatBuffer();
        while (buffer.hasRemaining()) {
            values.add((double) buffer.get());
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }

    /** Flattened outputs and their shapes. */
    public record Result(double[] values, List<long[]> shapes) {}
}

package org.axiomj.engine.claims;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axiomj.encoders.facts.Float32Runtime;
import org.axiomj.ir.Attribute;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Graph;
import org.axiomj.ir.Node;
import org.axiomj.ir.Port;
import org.axiomj.ir.Shape;
import org.axiomj.ir.TensorType;
import org.axiomj.ir.onnx.OnnxWriter;
import org.axiomj.proofs.OnnxFunction;
import org.axiomj.properties.language.core.Function;

/** Functions of the language as ONNX Runtime computes them: each a model of one node. Close it to release the sessions. */
final class OnnxFunctions implements Float32Runtime, AutoCloseable {
    private static final int OPSET = 13;

    private static final Map<Function, String> OPERATORS = Map.ofEntries(
            Map.entry(Function.SOFTMAX, "Softmax"),
            Map.entry(Function.LOG_SOFTMAX, "LogSoftmax"),
            Map.entry(Function.RELU, "Relu"),
            Map.entry(Function.ABS, "Abs"),
            Map.entry(Function.SIGMOID, "Sigmoid"),
            Map.entry(Function.TANH, "Tanh"),
            Map.entry(Function.EXP, "Exp"),
            Map.entry(Function.LOG, "Log"),
            Map.entry(Function.SQRT, "Sqrt"),
            Map.entry(Function.SOFTPLUS, "Softplus"),
            Map.entry(Function.SIN, "Sin"),
            Map.entry(Function.COS, "Cos"));

    private record Key(Function function, int rows, int row) {}

    private final Map<Key, Optional<OnnxFunction>> sessions = new HashMap<>();

    @Override
    public String name() {
        return "onnxruntime";
    }

    /** ONNX Runtime with its version, if it has computed anything. */
    Optional<String> used() {
        return sessions.values().stream()
                .flatMap(Optional::stream)
                .map(OnnxFunction::name)
                .findFirst();
    }

    @Override
    public Optional<float[]> run(Function function, float[] x, int row) {
        if (!OPERATORS.containsKey(function) || x.length == 0 || x.length % row != 0) {
            return Optional.empty();
        }
        return sessions.computeIfAbsent(new Key(function, x.length / row, row), OnnxFunctions::session)
                .flatMap(session -> session.run(x));
    }

    private static Optional<OnnxFunction> session(Key key) {
        String operator = OPERATORS.getOrDefault(key.function(), "");
        boolean hasAxis = key.function().kind() == Function.Kind.VECTOR;
        Map<String, Attribute> attributes = hasAxis ? Map.of("axis", new Attribute.Int(-1)) : Map.of();
        TensorType type = new TensorType(ElementType.FLOAT, Shape.of(key.rows(), key.row()));
        Node node = new Node(0, "", operator, "", List.of("x"), List.of("y"), attributes);
        Port input = new Port("x", type, type.shape().toString(), false);
        Graph graph = new Graph(operator, OPSET, List.of(node), Map.of(), List.of(input), List.of("y"));
        int size = key.rows() * key.row();
        return OnnxFunction.of(OnnxWriter.write(graph), size, size);
    }

    @Override
    public void close() {
        sessions.values().forEach(session -> session.ifPresent(OnnxFunction::close));
        sessions.clear();
    }
}

package org.axiomj.ir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axiomj.ir.onnx.OnnxReader;
import org.axiomj.ir.operators.Lowering;
import org.axiomj.ir.operators.Operators;

/**
 * What would hinder the verification of a model: all unsupported operators and broken weights at once, where reading stops at
 * the first.
 */
public final class Lint {
    private static final int LARGE = 5_000_000;

    private final String file;
    private final List<Finding> findings = new ArrayList<>();

    private Lint(String file) {
        this.file = file;
    }

    /** The findings for a file, in the order of its nodes; empty where nothing hinders. Never throws for a bad file. */
    public static List<Finding> findings(Path path) {
        Lint lint = new Lint(path.toString());
        String name = path.toString().toLowerCase(java.util.Locale.ROOT);
        try {
            if (name.endsWith(".onnx") || name.endsWith(".onnx.gz")) {
                Path folder = path.toAbsolutePath().getParent();
                byte[] content = ModelFile.read(path).content();
                lint.graph(OnnxReader.read(content, path.toString(), Optional.ofNullable(folder)));
            } else {
                Models.read(path);
            }
        } catch (ModelTooLargeException e) {
            lint.blocks(lint.file, lint.withoutFile(e), "give Java more memory");
        } catch (InvalidModelException e) {
            lint.blocks(lint.file, lint.withoutFile(e), "repair or export the model again");
        } catch (UnsupportedOperatorException e) {
            lint.blocks(lint.file, lint.withoutFile(e), "change the model, or ask for it to be supported");
        }
        return List.copyOf(lint.findings);
    }

    private String withoutFile(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith(file + ": ") ? message.substring(file.length() + 2) : message;
    }

    private void blocks(String place, String problem, String advice) {
        findings.add(new Finding(Finding.Severity.BLOCKS, place, problem, advice));
    }

    private void hinders(String place, String problem, String advice) {
        findings.add(new Finding(Finding.Severity.HINDERS, place, problem, advice));
    }

    private void note(String place, String problem, String advice) {
        findings.add(new Finding(Finding.Severity.NOTE, place, problem, advice));
    }

    private void graph(Graph graph) {
        ports(graph);
        weights(graph);
        for (Node node : graph.nodes()) {
            node(node);
        }
        try {
            size(Lowering.lower(graph, file, 1));
        } catch (InvalidModelException | UnsupportedOperatorException e) {
            if (!reported(e)) {
                blocks(file, withoutFile(e), "change the model there, or ask for the operator to be supported");
            }
        }
    }

    /** Whether the place at which lowering stopped is already among the findings. */
    private boolean reported(RuntimeException e) {
        for (Finding finding : findings) {
            if (String.valueOf(e.getMessage()).startsWith(finding.place())) {
                return true;
            }
        }
        return false;
    }

    private void ports(Graph graph) {
        for (Port port : graph.inputs()) {
            if (port.symbolicBatch()) {
                note(
                        file + ": input '" + port.name() + "'",
                        "the first dimension of " + port.declared() + " is free",
                        "it is taken as a batch of 1; nothing to do if that is meant");
            }
        }
        if (graph.inputs().size() > 1) {
            note(
                    file,
                    "it has " + graph.inputs().size() + " inputs",
                    "properties number them as one vector, in the order of the file");
        }
        if (graph.outputs().size() > 1) {
            note(
                    file,
                    "it has " + graph.outputs().size() + " outputs",
                    "properties number them as one vector, in the order of the file; cut off those that are not meant");
        }
    }

    private void weights(Graph graph) {
        for (Map.Entry<String, Tensor> e : graph.initializers().entrySet()) {
            Tensor tensor = e.getValue();
            int bad = 0;
            int first = -1;
            for (int i = 0; i < tensor.reals().length; i++) {
                if (!Double.isFinite(tensor.reals()[i])) {
                    bad++;
                    first = first < 0 ? i : first;
                }
            }
            if (bad > 0) {
                String element = e.getKey() + place(tensor.shape(), first);
                blocks(
                        file + ": " + element,
                        "it is " + tensor.reals()[first]
                                + (bad > 1
                                        ? ", and " + (bad - 1) + " more elements of the tensor are infinite or NaN"
                                        : ""),
                        "the training has diverged or the export is broken: train or export again");
            }
        }
    }

    private static String place(Shape shape, int element) {
        StringBuilder index = new StringBuilder();
        int rest = element;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            index.insert(0, (axis == 0 ? "" : ",") + rest % shape.dimension(axis));
            rest /= shape.dimension(axis);
        }
        return "[" + index + "]";
    }

    private void node(Node node) {
        String place = file + ": " + node.origin();
        if (!Operators.isKnown(node.domain(), node.operator())) {
            blocks(place, "the operator is not supported", advice(node.operator()));
        } else if (node.operator().equals("BatchNormalization") && isOne(node, "training_mode")) {
            blocks(
                    place,
                    "it is in training mode, where its result depends on the whole batch",
                    "export in inference mode (model.eval() in PyTorch)");
        }
    }

    private static boolean isOne(Node node, String attribute) {
        return node.attributes().get(attribute) instanceof Attribute.Int i && i.value() != 0;
    }

    private static String advice(String operator) {
        return switch (operator) {
            case "ArgMax", "ArgMin", "TopK", "OneHot", "NonMaxSuppression" ->
                "cut the network before it and say in the property which output must win, as in argmax(f(x)) == 3";
            case "Round", "Mod" -> "it jumps; replace it by what bounds its result, or leave it out";
            case "If", "Loop", "Scan" -> "unroll it when exporting: trace the model with fixed shapes";
            case "LSTM", "GRU", "RNN" ->
                "unroll the steps when exporting, so that only matrix products and activations remain";
            case "QuantizeLinear", "DequantizeLinear", "QLinearConv", "QLinearMatMul" ->
                "export the network in floats before quantisation";
            default -> "replace it by operators that are supported (docs/operators.md), or ask for it";
        };
    }

    private void size(Lowering.Lowered lowered) {
        long parameters = 0;
        for (Layer layer : lowered.layers()) {
            parameters += layer.parameters();
        }
        if (parameters > LARGE) {
            hinders(
                    file,
                    "it has " + parameters + " parameters",
                    "expect verification to be slow; verify a smaller network");
        }
    }
}

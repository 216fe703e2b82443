package org.axiomj.ir;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.nnet.NNetReader;
import org.axiomj.ir.onnx.OnnxReader;
import org.axiomj.ir.onnx.OnnxWriter;
import org.axiomj.ir.operators.Lowering;

/** Reads networks from files. */
public final class Models {
    private Models() {}

    /**
     * Reads a model by its name: {@code .onnx} or {@code .nnet}, each also with {@code .gz}.
     *
     * @throws InvalidModelException where the file is missing, damaged or inconsistent
     * @throws UnsupportedOperatorException where it is sound, but has an operator or a form of one that is not known
     */
    public static Network read(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        if (plain.endsWith(".onnx")) {
            Path folder = path.toAbsolutePath().getParent();
            return onnx(path.toString(), ModelFile.read(path), Optional.ofNullable(folder));
        } else if (plain.endsWith(".nnet")) {
            return nnet(path, ModelFile.read(path));
        }
        throw new InvalidModelException(
                path + ": the name says no known format; expected .onnx or .nnet, each also with .gz");
    }

    /**
     * Reads an ONNX model from memory; {@code name} stands for the file in messages. Its tensors must all be inside.
     *
     * @throws InvalidModelException where the bytes are damaged or inconsistent
     * @throws UnsupportedOperatorException where the model has an operator or a form of one that is not known
     */
    public static Network readOnnx(byte[] content, String name) {
        return onnx(name, new ModelFile(content, content), Optional.empty());
    }

    /**
     * A network from a graph that a program has made; {@code name} stands for the file in messages. The network is what its
     * ONNX bytes say, which another runtime can execute.
     *
     * @throws InvalidModelException where the graph is inconsistent
     * @throws UnsupportedOperatorException where it has an operator or a form of one that is not known
     */
    public static Network of(Graph graph, String name) {
        return readOnnx(OnnxWriter.write(graph), name);
    }

    private static Network onnx(String name, ModelFile file, Optional<Path> folder) {
        Graph graph = OnnxReader.read(file.content(), name, folder);
        Lowering.Lowered lowered = Lowering.lower(graph, name, 1);
        return new Network(
                name,
                "onnx",
                file.stored(),
                graph,
                lowered.core(),
                lowered.layers(),
                Optional.of(file.content()),
                lowered.outputs());
    }

    private static Network nnet(Path path, ModelFile file) {
        CoreGraph core = NNetReader.read(file.content(), path.toString());
        Graph graph = CoreLayers.graph(core, path.getFileName().toString());
        return new Network(
                path.toString(),
                "nnet",
                file.stored(),
                graph,
                core,
                CoreLayers.layers(core, graph),
                Optional.empty(),
                List.of(CoreLayers.port(graph.outputs().get(0), core.outputSize())));
    }
}

package org.axiomj.ir.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.axiomj.ir.Attribute;
import org.axiomj.ir.Graph;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.Node;
import org.axiomj.ir.Tensor;
import org.axiomj.ir.onnx.wire.AttributeProto;
import org.axiomj.ir.onnx.wire.ModelProto;
import org.axiomj.ir.onnx.wire.NodeProto;
import org.axiomj.ir.onnx.wire.TensorProto;
import org.axiomj.ir.testing.Bench;
import org.axiomj.ir.testing.Onnx;
import org.junit.jupiter.api.Test;

class WireTest {
    @Test
    void every_network_of_the_bench_reads_as_protobuf_reads_it() throws Exception {
        Bench.folder();
        for (Path path : Bench.files(".onnx.gz")) {
            byte[] content = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(path))).readAllBytes();
            if (content.length < 4_000_000) {
                compare(ModelProto.parseFrom(content), OnnxReader.read(content, path.toString(), Optional.empty()));
            }
        }
    }

    private static void compare(ModelProto expected, Graph found) {
        assertThat(found.name()).isEqualTo(expected.getGraph().getName());
        assertThat(found.opset()).isEqualTo((int) expected.getOpsetImportList().stream()
                .filter(o -> o.getDomain().isEmpty())
                .mapToLong(o -> o.getVersion())
                .max()
                .orElse(0));
        assertThat(found.initializers().keySet())
                .containsExactlyElementsOf(expected.getGraph().getInitializerList().stream()
                        .map(TensorProto::getName)
                        .toList());
        for (TensorProto tensor : expected.getGraph().getInitializerList()) {
            compare(tensor, found.initializers().get(tensor.getName()));
        }
        List<Node> nodes = new ArrayList<>(found.nodes());
        nodes.sort(java.util.Comparator.comparingInt(Node::index));
        assertThat(nodes).hasSize(expected.getGraph().getNodeCount());
        for (int i = 0; i < nodes.size(); i++) {
            compare(expected.getGraph().getNode(i), nodes.get(i));
        }
    }

    private static void compare(NodeProto expected, Node found) {
        assertThat(found.operator()).isEqualTo(expected.getOpType());
        assertThat(found.name()).isEqualTo(expected.getName());
        assertThat(found.inputs()).isEqualTo(expected.getInputList());
        assertThat(found.outputs()).isEqualTo(expected.getOutputList());
        assertThat(found.attributes()).hasSize(expected.getAttributeCount());
        for (AttributeProto a : expected.getAttributeList()) {
            Attribute value = found.attributes().get(a.getName());
            switch (a.getType()) {
                case 1 -> assertThat(value).isEqualTo(new Attribute.Real(a.getF()));
                case 2 -> assertThat(value).isEqualTo(new Attribute.Int(a.getI()));
                case 3 ->
                    assertThat(value).isEqualTo(new Attribute.Text(a.getS().toStringUtf8()));
                case 4 -> compare(a.getT(), ((Attribute.TensorValue) value).value());
                case 6 -> assertThat(((Attribute.Reals) value).values()).hasSize(a.getFloatsCount());
                case 7 ->
                    assertThat(((Attribute.Ints) value).values())
                            .isEqualTo(
                                    a.getIntsList().stream().mapToLong(l -> l).toArray());
                default -> throw new AssertionError("attribute of type " + a.getType());
            }
        }
    }

    private static void compare(TensorProto expected, Tensor found) {
        assertThat(found.type().code()).isEqualTo(expected.getDataType());
        assertThat(found.shape().toList().stream().map(Integer::longValue).toList())
                .isEqualTo(expected.getDimsList());
        if (expected.getDataType() == 1) {
            for (int i = 0; i < found.size(); i++) {
                float value = expected.hasRawData()
                        ? expected.getRawData()
                                .asReadOnlyByteBuffer()
                                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                                .getFloat(4 * i)
                        : expected.getFloatData(i);
                if (found.reals()[i] != value) {
                    throw new AssertionError(expected.getName() + ": element " + i);
                }
            }
        }
    }

    @Test
    void typed_fields_of_every_element_type_are_exact() {
        check(TensorProto.newBuilder().setDataType(1).addFloatData(0.1f).addFloatData(-3), 0.1f, -3);
        check(TensorProto.newBuilder().setDataType(11).addDoubleData(0.1).addDoubleData(-3), 0.1, -3);
        check(TensorProto.newBuilder().setDataType(10).addInt32Data(0x3555).addInt32Data(0x8001), 0x1.554p-2, -0x1p-24);
        check(TensorProto.newBuilder().setDataType(16).addInt32Data(0x3f80).addInt32Data(0xc040), 1, -3);
        check(TensorProto.newBuilder().setDataType(7).addInt64Data(5).addInt64Data(-6), 5, -6);
        check(TensorProto.newBuilder().setDataType(6).addInt32Data(5).addInt32Data(-6), 5, -6);
        check(TensorProto.newBuilder().setDataType(3).addInt32Data(5).addInt32Data(-6), 5, -6);
        check(TensorProto.newBuilder().setDataType(2).addInt32Data(5).addInt32Data(250), 5, 250);
        check(TensorProto.newBuilder().setDataType(12).addUint64Data(5).addUint64Data(4_000_000_000L), 5, 4e9);
        check(TensorProto.newBuilder().setDataType(9).addInt32Data(1).addInt32Data(0), 1, 0);
    }

    private static void check(TensorProto.Builder tensor, double... expected) {
        byte[] model = Onnx.opset(13)
                .input("x", 2)
                .tensor(tensor.addDims(2).setName("t").build())
                .node("Identity", "x", "y")
                .output("y")
                .bytes();
        Tensor found =
                OnnxReader.read(model, "m", Optional.empty()).initializers().get("t");
        for (int i = 0; i < 2; i++) {
            assertThat(found.real(i)).isEqualTo(expected[i]);
        }
    }

    @Test
    void numbers_that_are_not_packed_are_read_as_well() {
        byte[] model = Onnx.opset(13).input("x", 1).output("y").bytes();
        byte[] tensor = {0x08, 1, 0x10, 7, 0x38, 42, 0x42, 1, 't'};
        byte[] graph = concat(new byte[] {0x2a, (byte) tensor.length}, tensor);
        byte[] before = ModelProto.newBuilder()
                .setGraph(org.axiomj.ir.onnx.wire.GraphProto.getDefaultInstance())
                .build()
                .toByteArray();
        assertThat(before).containsExactly(0x3a, 0);
        byte[] io = parse(model).getGraph().toByteArray();
        byte[] all = concat(graph, io);
        byte[] opset = {0x42, 2, 0x10, 13};
        byte[] node =
                Onnx.opset(13).node("Identity", "x", "y").model().getGraph().toByteArray();
        byte[] body = concat(all, node);
        byte[] file = concat(opset, concat(new byte[] {0x3a, (byte) body.length}, body));
        Map<String, Tensor> initializers =
                OnnxReader.read(file, "m", Optional.empty()).initializers();
        assertThat(initializers.get("t").integers()).containsExactly(42);
    }

    private static ModelProto parse(byte[] model) {
        try {
            return ModelProto.parseFrom(model);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] all = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    @Test
    void a_length_beyond_the_end_is_named_with_its_byte() {
        assertThatThrownBy(() -> OnnxReader.read(new byte[] {0x3a, 100, 1, 2}, "cut.onnx", Optional.empty()))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("cut.onnx: byte 2 of 4: field 7 has a length of 100 bytes, but 2 are left; "
                        + "not an ONNX file, or damaged or cut off");
    }
}

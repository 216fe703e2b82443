package org.axiomj.ir.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.Models;
import org.axiomj.ir.Network;
import org.axiomj.ir.UnsupportedOperatorException;
import org.axiomj.ir.evaluate.DoubleEvaluator;
import org.axiomj.ir.onnx.wire.ModelProto;
import org.axiomj.ir.testing.Agreement;
import org.axiomj.ir.testing.Onnx;
import org.junit.jupiter.api.Test;

/**
 * What every operator promises. A subclass makes examples: small models around one operator, in several opsets, with the
 * shapes and attributes that it has to know.
 */
abstract class OperatorContract {
    /** The operators that the examples are about, by ONNX name. */
    abstract List<String> operators();

    /** Adds models for one seed. */
    abstract void examples(Random random, List<Onnx> models);

    /** How many seeds to try. */
    int seeds() {
        return 12;
    }

    private List<byte[]> models() {
        List<Onnx> models = new ArrayList<>();
        for (int seed = 0; seed < seeds(); seed++) {
            examples(new Random(seed), models);
        }
        return models.stream().map(Onnx::bytes).toList();
    }

    @Test
    void it_is_registered_under_its_name() {
        for (String operator : operators()) {
            assertThat(Operators.isKnown("", operator)).as(operator).isTrue();
            assertThat(models()).as("an example of " + operator).anyMatch(m -> uses(m, operator));
        }
    }

    @Test
    void it_computes_what_onnx_runtime_computes_under_the_same_shape() throws Exception {
        int index = 0;
        for (byte[] model : models()) {
            try {
                Agreement.check(Models.readOnnx(model, "example " + index), index, 3, 1e-5);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("example " + index + ": " + e.getMessage() + "\n" + parsed(model), e);
            }
            index++;
        }
    }

    @Test
    void a_batch_of_two_is_two_networks_side_by_side() {
        for (byte[] model : models()) {
            Network network = Models.readOnnx(model, "example");
            if (network.inputs().size() == 1 && network.inputs().get(0).symbolicBatch()) {
                sideBySide(network);
            }
        }
    }

    private static void sideBySide(Network network) {
        Lowering.Lowered two = Lowering.lower(network.graph(), "example", 2);
        int n = network.core().inputSize();
        Random random = new Random(5);
        double[] x = random.doubles(2L * n, -1, 1).toArray();
        double[] first = DoubleEvaluator.evaluate(network.core(), java.util.Arrays.copyOf(x, n));
        double[] second = DoubleEvaluator.evaluate(network.core(), java.util.Arrays.copyOfRange(x, n, 2 * n));
        double[] expected = java.util.Arrays.copyOf(first, 2 * first.length);
        System.arraycopy(second, 0, expected, first.length, second.length);
        Agreement.checkValues(expected, DoubleEvaluator.evaluate(two.core(), x), 1e-9, "batch of two");
    }

    @Test
    void a_node_without_its_inputs_is_refused_by_name() {
        for (byte[] model : models()) {
            ModelProto.Builder broken = parsed(model).toBuilder();
            int last = broken.getGraph().getNodeCount() - 1;
            String operator = broken.getGraph().getNode(last).getOpType();
            if (operator.equals("Constant")) {
                continue;
            }
            broken.getGraphBuilder().getNodeBuilder(last).clearInput();
            assertThatThrownBy(() -> Models.readOnnx(broken.build().toByteArray(), "broken.onnx"))
                    .isInstanceOfAny(InvalidModelException.class, UnsupportedOperatorException.class)
                    .hasMessageContaining("broken.onnx")
                    .hasMessageContaining(operator);
        }
    }

    private static boolean uses(byte[] model, String operator) {
        return parsed(model).getGraph().getNodeList().stream()
                .anyMatch(n -> n.getOpType().equals(operator));
    }

    private static ModelProto parsed(byte[] model) {
        try {
            return ModelProto.parseFrom(model);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    static int between(Random random, int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}

package org.axiomj.ir.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.axiomj.ir.Models;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.testing.Onnx;
import org.junit.jupiter.api.Test;

class MatrixProductTest extends OperatorContract {
    @Override
    List<String> operators() {
        return List.of("MatMul", "Gemm");
    }

    @Override
    int seeds() {
        return 40;
    }

    @Override
    void examples(Random random, List<Onnx> models) {
        int m = between(random, 1, 3);
        int k = between(random, 1, 4);
        int n = between(random, 1, 3);
        int b = between(random, 1, 3);
        int opset = one(random, List.of(7, 9, 11, 13, 21));
        models.add(new Shapes(new long[] {0, k}, new long[] {k, n}).constantRight(opset, random));
        models.add(new Shapes(new long[] {0, m, k}, new long[] {k, n}).constantRight(opset, random));
        models.add(new Shapes(new long[] {b, m, k}, new long[] {b, k, n}).constantRight(opset, random));
        models.add(new Shapes(new long[] {b, 1, m, k}, new long[] {2, k, n}).constantRight(opset, random));
        models.add(new Shapes(new long[] {k}, new long[] {k, n}).constantRight(opset, random));
        models.add(new Shapes(new long[] {m, k}, new long[] {k}).constantRight(opset, random));
        models.add(new Shapes(new long[] {m, k}, new long[] {b, k, n}).constantLeft(opset, random));
        models.add(new Shapes(new long[] {b, m, k}, new long[] {b, k, n}).constantLeft(opset, random));
        models.add(new Shapes(new long[] {m, k}, new long[] {k}).constantLeft(opset, random));
        models.add(Onnx.opset(opset)
                .input("a", b, m, k)
                .input("b", 1, k, n)
                .node("MatMul", "a b", "y")
                .output("y"));
        gemm(random, opset, m, k, n, models);
    }

    /** A sum with a node of its own would be allowed fewer roundings in float32 than an execution that begins with C. */
    @Test
    void aFactorOfCIsPartOfTheBias() {
        Onnx model = Onnx.opset(13)
                .input("x", 1, 2)
                .floats("a", new long[] {2, 1}, 0.1, 3)
                .floats("c", new long[] {1}, 0.3)
                .node("Gemm", "x a c", "y", Onnx.attribute("beta", 0.7f))
                .output("y");
        CoreGraph core = Models.readOnnx(model.bytes(), "gemm.onnx").core();
        assertThat(core.nodes()).noneMatch(n -> n.op() instanceof CoreOp.Sum || n.op() instanceof CoreOp.Constant);
        assertThat(core.node(core.outputId()).op())
                .isInstanceOfSatisfying(
                        CoreOp.Affine.class, a -> assertThat(a.bias()).containsExactly((double) 0.7f * 0.3f));
    }

    private static void gemm(Random random, int opset, int m, int k, int n, List<Onnx> models) {
        boolean ta = random.nextBoolean();
        boolean tb = random.nextBoolean();
        boolean constantB = random.nextInt(4) > 0;
        Onnx model = Onnx.opset(opset).input("a", ta ? new long[] {k, m} : new long[] {m, k});
        long[] dimsB = tb ? new long[] {n, k} : new long[] {k, n};
        model = constantB ? model.random("b", random, dimsB) : model.input("b", dimsB);
        long[] dimsC = one(random, List.of(new long[] {n}, new long[] {m, n}, new long[] {m, 1}, new long[] {1}));
        models.add(model.random("c", random, dimsC)
                .node(
                        "Gemm",
                        "a b c",
                        "y",
                        Onnx.attribute("transA", ta ? 1 : 0),
                        Onnx.attribute("transB", tb ? 1 : 0),
                        Onnx.attribute("alpha", one(random, List.of(1f, 0.3f))),
                        Onnx.attribute("beta", one(random, List.of(1f, 0.7f))))
                .output("y"));
    }

    private record Shapes(long[] left, long[] right) {
        Onnx constantRight(int opset, Random random) {
            return Onnx.opset(opset)
                    .input("a", left)
                    .random("b", random, right)
                    .node("MatMul", "a b", "y")
                    .output("y");
        }

        Onnx constantLeft(int opset, Random random) {
            return Onnx.opset(opset)
                    .input("b", right)
                    .random("a", random, left)
                    .node("MatMul", "a b", "y")
                    .output("y");
        }
    }
}

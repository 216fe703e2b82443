"""A small multilayer perceptron, trained with nothing but numpy, and its way into an ONNX file."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


class Perceptron:
    """Affine layers with ReLU between them; double precision while it learns."""

    def __init__(self, sizes, rng):
        self.w = [rng.normal(0, np.sqrt(2 / a), (a, b)) for a, b in zip(sizes, sizes[1:])]
        self.b = [np.zeros(b) for b in sizes[1:]]

    def forward(self, x):
        h = [x]
        for i, (w, b) in enumerate(zip(self.w, self.b)):
            z = h[-1] @ w + b
            h.append(z if i == len(self.w) - 1 else np.maximum(z, 0))
        return h

    def gradients(self, x, labels):
        """Of the mean cross-entropy."""
        h = self.forward(x)
        p = np.exp(h[-1] - h[-1].max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        p[np.arange(len(x)), labels] -= 1
        delta = p / len(x)
        grads = []
        for i in reversed(range(len(self.w))):
            grads += [delta.sum(0), h[i].T @ delta]
            delta = (delta @ self.w[i].T) * (h[i] > 0)
        return grads[::-1]

    def fit(self, batches, rate=3e-3, decay=1e-5):
        """Adam with a rate that falls to nothing."""
        params = [a for pair in zip(self.w, self.b) for a in pair]
        m, v = [np.zeros_like(a) for a in params], [np.zeros_like(a) for a in params]
        batches = list(batches)
        for t, (x, labels) in enumerate(batches, 1):
            step = rate * (1 + np.cos(np.pi * t / len(batches))) / 2
            for a, g, mi, vi in zip(params, self.gradients(x, labels), m, v):
                g = g + decay * a
                mi += 0.1 * (g - mi)
                vi += 0.001 * (g * g - vi)
                a -= step * (mi / (1 - 0.9**t)) / (np.sqrt(vi / (1 - 0.999**t)) + 1e-8)


def save(path, net, name, inputs, outputs):
    """Gemm and Relu, as a framework would export it."""
    nodes, constants, value = [], [], inputs
    for i, (w, b) in enumerate(zip(net.w, net.b), 1):
        constants += [numpy_helper.from_array(w.astype(np.float32), f"weight{i}")]
        constants += [numpy_helper.from_array(b.astype(np.float32), f"bias{i}")]
        last = i == len(net.w)
        result = outputs if last else f"layer{i}"
        nodes.append(helper.make_node("Gemm", [value, f"weight{i}", f"bias{i}"], [result], f"dense{i}"))
        value = result
        if not last:
            nodes.append(helper.make_node("Relu", [result], [f"relu{i}"], f"relu{i}"))
            value = f"relu{i}"
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info(inputs, TensorProto.FLOAT, ["batch", net.w[0].shape[0]])],
        [helper.make_tensor_value_info(outputs, TensorProto.FLOAT, ["batch", net.w[-1].shape[1]])],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], producer_name="axiomj demo")
    model.ir_version = 8
    onnx.checker.check_model(model)
    onnx.save(model, path)

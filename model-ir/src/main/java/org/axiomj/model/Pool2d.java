package org.axiomj.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.axiomj.ir.Attribute;
import org.axiomj.ir.Shape;

/** Maximum or average over the cells under a moving square kernel; an average counts padding as zeros, as PyTorch's does. */
record Pool2d(boolean max, int kernel, Window window) implements LayerSpec {
    Pool2d {
        if (kernel < 1 || window.groups() != 1 || 2 * window.padding() > kernel || !max && window.dilation() != 1) {
            throw new IllegalArgumentException((max ? "maxPool2d" : "averagePool2d")
                    + ": expected a kernel of at least 1, padding of at most half of it, no groups"
                    + (max ? "" : " and no dilation") + ", found kernel " + kernel + " with " + window);
        }
    }

    @Override
    public String kind() {
        return max ? "maxPool2d" : "averagePool2d";
    }

    @Override
    public Shape output(Shape in, String at) {
        Images.require(in, at);
        Shape out = Images.moved(in, at, in.dimension(0), kernel, window, kernel);
        if (onlyPadding(in.dimension(1), out.dimension(1)) || onlyPadding(in.dimension(2), out.dimension(2))) {
            throw new ShapeMismatchException(
                    at,
                    "a dilated kernel with no position in the padding alone",
                    Shapes.text(in) + " with " + window.padding() + " cells of padding and dilation "
                            + window.dilation(),
                    "take less padding or a smaller dilation");
        }
        return out;
    }

    /** Whether the kernel covers no cell of the image somewhere along an axis; only a dilated one can. */
    private boolean onlyPadding(int size, int positions) {
        if (window.padding() == 0 || window.dilation() == 1) {
            return false;
        }
        for (int position = 0; position < positions; position++) {
            boolean covers = false;
            for (int k = 0; k < kernel; k++) {
                long cell = (long) position * window.step(kernel) - window.padding() + (long) k * window.dilation();
                covers |= cell >= 0 && cell < size;
            }
            if (!covers) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String emit(GraphWriter graph, Step step, String input) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("kernel_shape", GraphWriter.integers(kernel, kernel));
        attributes.put("strides", GraphWriter.integers(window.step(kernel), window.step(kernel)));
        attributes.put("pads", Images.pads(window));
        if (max) {
            attributes.put("dilations", GraphWriter.integers(window.dilation(), window.dilation()));
        } else {
            attributes.put("count_include_pad", GraphWriter.integer(1));
        }
        return graph.node(max ? "MaxPool" : "AveragePool", step.name(), attributes, input);
    }
}

package org.axiomj.ir;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.ir.operators.Lowering;

/** The table of layers for people, in which dimensions that grow with a symbolic batch show it. */
public final class Layers {
    /** A batch size by which no dimension is likely to be divisible by chance. */
    private static final int PROBE = 7;

    private Layers() {}

    /**
     * The layers with shapes such as {@code [N, 64]} and {@code [4*N, 16]}, found by comparing the shapes for a batch of 1
     * with those for a batch of 7. A network that is fixed to a batch of 1 somewhere keeps the shapes of that.
     */
    public static List<Layer> symbolic(Network network) {
        boolean free = false;
        for (Port port : network.inputs()) {
            free |= port.symbolicBatch();
        }
        if (!free) {
            return network.layers();
        }
        List<Layer> larger;
        try {
            larger = Lowering.lower(network.graph(), network.path(), PROBE).layers();
        } catch (InvalidModelException | UnsupportedOperatorException onlyForOne) {
            return network.layers();
        }
        List<Layer> result = new ArrayList<>();
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            Shape one = layer.outputs().get(0).shape();
            Shape many = larger.get(i).outputs().get(0).shape();
            result.add(new Layer(
                    layer.node(),
                    layer.name(),
                    layer.operator(),
                    layer.outputs(),
                    one.rank() == many.rank() ? text(one, many) : one.toString(),
                    layer.parameters(),
                    layer.constant()));
        }
        return List.copyOf(result);
    }

    private static String text(Shape one, Shape many) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < one.rank(); i++) {
            int small = one.dimension(i);
            int large = many.dimension(i);
            text.append(i == 0 ? "" : ", ");
            if (small == large) {
                text.append(small);
            } else if (large == PROBE * small) {
                text.append(small == 1 ? "N" : small + "*N");
            } else {
                text.append('?');
            }
        }
        return text.append(']').toString();
    }
}

package org.axiomj.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Invents a tree while {@link TreeReader} reads it: mostly choices that can be made, sometimes others. What it said can be
 * written as a certificate.
 */
final class RandomSource implements Source {
    private final Random random;
    private final int depth;
    private final double folly;
    private TreeReader reader;
    private final List<RecordedNode> nodes = new ArrayList<>();
    private RecordedNode node = new RecordedNode();
    private int relu;
    private int element;
    private boolean split;
    private int said;

    /** @param folly how often something is said that need not make sense */
    RandomSource(Random random, int depth, double folly) {
        this.random = random;
        this.depth = depth;
        this.folly = folly;
    }

    void readBy(TreeReader next) {
        reader = next;
    }

    List<RecordedNode> nodes() {
        return nodes;
    }

    @Override
    public int bits(Kind kind, int count) {
        return say(kind, count, sensible(kind, count));
    }

    @Override
    public int index(Kind kind, int count, int n) {
        int value = random.nextInt(kind == Kind.PART ? n + 1 : n);
        if (split && kind == Kind.RELU) {
            value = reader.prepared().activations.indexOf(relu);
        } else if (split && kind == Kind.ELEMENT) {
            value = element;
        } else if (kind == Kind.INPUT && !reader.divisible().isEmpty()) {
            value = reader.divisible().get(random.nextInt(reader.divisible().size()));
        }
        if (kind == Kind.ATOM && reader.state().excluded.get(value)) {
            value = reader.state().excluded.nextClearBit(0);
        }
        return say(kind, count, value % n);
    }

    private int say(Kind kind, int count, int sensible) {
        int value = random.nextDouble() < folly ? random.nextInt(1 << count) : sensible;
        if (count > 0) {
            node.fields().add(RecordedNode.Field.of(kind, value, count));
        }
        return value;
    }

    private int sensible(Kind kind, int count) {
        return switch (kind) {
            case ANY -> random.nextInt(reader.depth() > 2 ? 12 : 4) == 0 ? 0 : 1;
            case LEMMA -> random.nextInt(reader.depth() > 2 ? 12 : 3) == 0 ? 0 : 1;
            case CHOICE -> choice();
            case KEEP -> keep();
            case WEIGHT -> random.nextInt(12) == 0 ? 128 + random.nextInt(128) : random.nextInt(30);
            case SLOPES -> random.nextInt(4);
            case CHANGED -> reader.prepared().activations.isEmpty() || random.nextInt(3) > 0 ? 0 : 1;
            case CHANGES -> random.nextInt(4);
            case MANTISSA -> random.nextInt(8) == 0 ? 128 + random.nextInt(128) : random.nextInt(128);
            case EXPONENT -> random.nextInt(6) == 0 ? random.nextInt(256) : 7 + random.nextInt(25);
            default -> random.nextInt(1 << count);
        };
    }

    private int keep() {
        return reader.state().excluded.cardinality() == reader.atoms() || random.nextInt(3) == 0 ? 0 : 1;
    }

    private int choice() {
        split = false;
        if (++said < 4 && random.nextInt(6) == 0) {
            return 3;
        }
        if (reader.depth() >= depth || random.nextInt(4) == 0) {
            return 0;
        }
        List<int[]> unstable = new ArrayList<>();
        for (int r : reader.prepared().activations) {
            for (int i = 0; i < reader.prepared().sizes[r]; i++) {
                if (reader.prepared().isRelu(r) && reader.state().unstable(r, i)) {
                    unstable.add(new int[] {r, i});
                }
            }
        }
        if (unstable.isEmpty() || random.nextInt(3) == 0) {
            return reader.divisible().isEmpty() ? 0 : 1;
        }
        int[] chosen = unstable.get(random.nextInt(unstable.size()));
        relu = chosen[0];
        element = chosen[1];
        split = true;
        return 2;
    }

    @Override
    public void endNode() {
        nodes.add(node);
        node = new RecordedNode();
        split = false;
        said = 0;
    }

    /** Where it was refused in the middle of a node: what was said of that node. */
    void endUnfinished() {
        if (!node.fields().isEmpty()) {
            endNode();
        }
    }
}

package org.axiomj.proofs.elaborate;

import java.util.Arrays;

/**
 * A tree in preorder: {@link #LEAF}, {@code input + 1}, or {@code -(relu node)} followed by the element. The children
 * must be asked for in preorder.
 */
public final class RecordedTree implements SplitTree {
    public static final int LEAF = 0;

    /** Collects the numbers. */
    public static final class Recorder {
        private int[] codes = new int[64];
        private int length;

        public Recorder leaf() {
            return add(LEAF);
        }

        public Recorder input(int dimension) {
            return add(Math.addExact(dimension, 1));
        }

        public Recorder relu(int node, int element) {
            return add(-node).add(element);
        }

        public SplitTree tree() {
            return new RecordedTree(codes, length);
        }

        private Recorder add(int code) {
            if (length == codes.length) {
                codes = Arrays.copyOf(codes, 2 * length);
            }
            codes[length++] = code;
            return this;
        }
    }

    private static final class Cursor {
        final int[] codes;
        final int length;
        int at;

        Cursor(int[] codes, int length) {
            this.codes = codes;
            this.length = length;
        }

        int next() {
            if (at >= length) {
                throw new IllegalArgumentException("a recorded tree ends too early");
            }
            return codes[at++];
        }
    }

    private final Cursor cursor;
    private final int code;
    private final int element;

    RecordedTree(int[] codes, int length) {
        this(new Cursor(codes, length));
    }

    private RecordedTree(Cursor cursor) {
        this.cursor = cursor;
        code = cursor.next();
        element = code < 0 ? cursor.next() : -1;
    }

    @Override
    public boolean isLeaf() {
        return code == LEAF;
    }

    @Override
    public int inputDimension() {
        return code > 0 ? code - 1 : -1;
    }

    @Override
    public int reluNode() {
        return -code;
    }

    @Override
    public int reluElement() {
        return element;
    }

    @Override
    public SplitTree low() {
        return new RecordedTree(cursor);
    }

    @Override
    public SplitTree high() {
        return new RecordedTree(cursor);
    }
}

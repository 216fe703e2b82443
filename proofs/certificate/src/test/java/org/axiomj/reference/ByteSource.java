package org.axiomj.reference;

import java.util.ArrayList;
import java.util.List;

/** Bits of a byte array; remembers which node they belonged to. */
final class ByteSource implements Source {
    private final byte[] bytes;
    private long at;
    private final List<RecordedNode> nodes = new ArrayList<>();
    private RecordedNode node = new RecordedNode();

    ByteSource(byte[] bytes, int from) {
        this.bytes = bytes;
        at = 8L * from;
    }

    @Override
    public int bits(Kind kind, int count) {
        int value = take(count);
        if (count > 0) {
            node.fields().add(RecordedNode.Field.of(kind, value, count));
        }
        return value;
    }

    @Override
    public int index(Kind kind, int count, int n) {
        return bits(kind, count);
    }

    private int take(int count) {
        Numbers.demand(at + count <= 8L * bytes.length, "more bytes");
        int value = 0;
        for (int i = 0; i < count; i++, at++) {
            value = value << 1 | bytes[(int) (at >> 3)] >> (7 - (at & 7)) & 1;
        }
        return value;
    }

    @Override
    public void endNode() {
        Numbers.demand(take((int) (-at & 7)) == 0, "0 bits up to the next byte");
        nodes.add(node);
        node = new RecordedNode();
    }

    /** One more whole byte, outside of nodes. */
    int oneByte() {
        return take(8);
    }

    boolean ended() {
        return at == 8L * bytes.length;
    }

    /** Nodes of the trees read so far, in the order of the file. */
    List<RecordedNode> nodes() {
        return nodes;
    }
}

package org.axiomj.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.axiomj.reference.RecordedNode.Field;
import org.axiomj.reference.Source.Kind;

/** One random change to a certificate: of bytes, of a field of a node, or of the tree. */
final class Mutations {
    private final Random random;
    private final byte[] header;
    private final byte[] body;
    private final List<RecordedNode> nodes;

    /** @param nodes of the certificate's trees, as {@link ReferenceChecker} read them */
    Mutations(Random random, byte[] certificate, int headerLength, List<RecordedNode> nodes) {
        this.random = random;
        header = Arrays.copyOf(certificate, headerLength);
        body = Arrays.copyOfRange(certificate, headerLength, certificate.length);
        this.nodes = nodes;
    }

    /** A changed certificate; the change may be none. */
    byte[] next() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> joined(header, bytes());
            case 2 -> joined(precision(), body);
            case 3, 4, 5, 6 -> Inventions.bytes(header, field());
            default -> Inventions.bytes(header, tree());
        };
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    private byte[] precision() {
        byte[] h = header.clone();
        int at = h.length - 34 + random.nextInt(2);
        switch (random.nextInt(3)) {
            case 0 -> h[at] = (byte) random.nextInt(48);
            case 1 -> h[at] += (byte) (random.nextInt(5) - 2);
            default -> h[h.length - 33] ^= (byte) 128;
        }
        return h;
    }

    private byte[] bytes() {
        byte[] b = body.clone();
        int at = random.nextInt(b.length);
        int other = random.nextInt(b.length);
        switch (random.nextInt(6)) {
            case 0, 1 -> b[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> b[at] = (byte) random.nextInt(256);
            case 3 -> {
                b[at] = body[other];
                b[other] = body[at];
            }
            case 4 -> {
                b = Arrays.copyOf(body, b.length - 1);
                System.arraycopy(body, at + 1, b, at, b.length - at);
            }
            default -> {
                b = Arrays.copyOf(body, b.length + 1);
                System.arraycopy(body, at, b, at + 1, body.length - at);
                b[at] = (byte) random.nextInt(256);
            }
        }
        return b;
    }

    // ---- fields

    private List<RecordedNode> field() {
        List<RecordedNode> changed = new ArrayList<>(nodes);
        int at = random.nextInt(nodes.size());
        List<Field> fields = new ArrayList<>(nodes.get(at).fields());
        if (!fields.isEmpty()) {
            change(fields, random.nextInt(fields.size()));
        }
        changed.set(at, new RecordedNode(fields));
        return changed;
    }

    private void change(List<Field> fields, int i) {
        Field field = fields.get(i);
        int width = field.bits().length();
        switch (random.nextInt(8)) {
            case 0 -> fields.remove(i);
            case 1 -> fields.add(i, field);
            case 2 -> fields.set(i, Field.of(field.kind(), (1 << width) - 1, width));
            case 3 -> fields.set(i, Field.of(field.kind(), 0, width));
            case 4 -> meaningful(fields, i);
            default -> fields.set(i, Field.of(field.kind(), random.nextInt(1 << width), width));
        }
    }

    /** Keeps what follows readable where that takes more or fewer bits. */
    private void meaningful(List<Field> fields, int i) {
        Field field = fields.get(i);
        switch (field.kind()) {
            case LEMMA -> {
                if (field.bits().equals("0")) {
                    fields.set(i, Field.of(Kind.LEMMA, 1, 1));
                    fields.add(i + 1, Field.of(Kind.CHORD, random.nextInt(2), 1));
                } else {
                    fields.set(i, Field.of(Kind.LEMMA, 0, 1));
                    fields.remove(i + 1);
                }
            }
            case CHANGED -> {
                if (field.bits().equals("0")) {
                    fields.set(i, Field.of(Kind.CHANGED, 1, 1));
                    fields.addAll(i + 1, change());
                }
            }
            case MANTISSA, WEIGHT -> {
                fields.set(i, Field.of(field.kind(), 128 | random.nextInt(128), 8));
                fields.add(i + 1, Field.of(field.kind(), 255, 8));
                fields.add(i + 2, Field.of(field.kind(), 255, 8));
                fields.add(i + 3, Field.of(field.kind(), random.nextInt(128), 8));
            }
            case SLOPES -> {
                int kind = 2 + random.nextInt(2);
                fields.set(i, Field.of(Kind.SLOPES, kind, 2));
                for (int n = random.nextInt(4); n > 0; n--) {
                    fields.add(i + 1, Field.of(Kind.SLOPE, random.nextInt(1 << 16), kind == 2 ? 8 : 16));
                }
            }
            case CHOICE -> {
                fields.set(i, Field.of(Kind.CHOICE, 3, 2));
                fields.add(i + 1, Field.of(Kind.KEEP, random.nextInt(2), 1));
                fields.add(i + 2, field);
            }
            default ->
                fields.set(
                        i,
                        Field.of(field.kind(), random.nextInt(2), field.bits().length()));
        }
    }

    /** One change of the first few Relu nodes and elements, in the bits that small networks need. */
    private List<Field> change() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of(Kind.CHANGES, 1, 8));
        fields.add(Field.of(Kind.RELU, random.nextInt(2), random.nextInt(3)));
        fields.add(Field.of(Kind.ELEMENT, random.nextInt(2), random.nextInt(4)));
        fields.add(Field.of(Kind.SIGN, random.nextInt(2), 1));
        fields.add(Field.of(Kind.MANTISSA, random.nextInt(128), 8));
        fields.add(Field.of(Kind.EXPONENT, random.nextInt(3) == 0 ? 255 : random.nextInt(32), 8));
        return fields;
    }

    // ---- trees

    private List<RecordedNode> tree() {
        int at = random.nextInt(nodes.size());
        int end = end(at);
        int other = random.nextInt(nodes.size());
        List<RecordedNode> subtree = nodes.subList(at, end);
        switch (random.nextInt(7)) {
            case 0 -> {
                return replaced(at, end, List.of());
            }
            case 1 -> {
                return replaced(at, at + 1, List.of());
            }
            case 2 -> {
                return replaced(other, other, subtree);
            }
            case 3 -> {
                return replaced(other, end(other), subtree);
            }
            case 4 -> {
                return replaced(other, other + 1, List.of(nodes.get(at)));
            }
            default -> {
                if (!nodes.get(at).splits()) {
                    return replaced(other, other + 1, List.of(nodes.get(at)));
                }
                int middle = end(at + 1);
                List<RecordedNode> halves = new ArrayList<>();
                halves.add(nodes.get(at));
                halves.addAll(nodes.subList(middle, end));
                if (random.nextBoolean()) {
                    halves.addAll(nodes.subList(at + 1, middle));
                }
                return replaced(at, end, halves);
            }
        }
    }

    private List<RecordedNode> replaced(int from, int to, List<RecordedNode> by) {
        List<RecordedNode> changed = new ArrayList<>(nodes.subList(0, from));
        changed.addAll(by);
        changed.addAll(nodes.subList(Math.max(from, to), nodes.size()));
        return changed;
    }

    /** Where the subtree of a node ends. */
    private int end(int from) {
        int open = 1;
        int at = from;
        while (open > 0 && at < nodes.size()) {
            open += nodes.get(at).splits() ? 1 : -1;
            at++;
        }
        return at;
    }
}

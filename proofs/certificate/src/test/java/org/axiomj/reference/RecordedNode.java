package org.axiomj.reference;

import java.util.ArrayList;
import java.util.List;

/** The bits of one node of a certificate's tree, each with its meaning. */
record RecordedNode(List<Field> fields) {
    /** @param bits as text of 0 and 1 */
    record Field(Source.Kind kind, String bits) {
        static Field of(Source.Kind kind, int value, int count) {
            StringBuilder text = new StringBuilder();
            for (int i = count - 1; i >= 0; i--) {
                text.append((value >> i & 1) == 0 ? '0' : '1');
            }
            return new Field(kind, text.toString());
        }
    }

    RecordedNode() {
        this(new ArrayList<>());
    }

    boolean splits() {
        return !fields.isEmpty()
                && fields.stream()
                        .anyMatch(f -> f.kind() == Source.Kind.CHOICE
                                && (f.bits().equals("01") || f.bits().equals("10")));
    }

    /** Filled with 0 bits up to a byte. */
    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        fields.forEach(f -> text.append(f.bits()));
        byte[] out = new byte[text.length() + 7 >> 3];
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '1') {
                out[i >> 3] |= (byte) (0x80 >> (i & 7));
            }
        }
        return out;
    }
}

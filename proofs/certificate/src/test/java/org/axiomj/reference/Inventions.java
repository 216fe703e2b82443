package org.axiomj.reference;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.axiomj.kernel.Statement;

/** Certificates invented at random for a statement: well-formed, and proofs if the statement has room to spare. */
final class Inventions {
    private Inventions() {}

    static byte[] certificate(Random random, Statement statement, int unit, int precision, int depth, double folly) {
        RandomSource source = new RandomSource(random, depth, folly);
        try {
            for (int c = 0; c < statement.cases().size(); c++) {
                TreeReader reader = new TreeReader(new Prepared(statement, c, unit, precision), source, event -> {});
                source.readBy(reader);
                reader.read(c);
            }
        } catch (Numbers.Refused e) {
            source.endUnfinished();
        }
        return bytes(ReferenceChecker.header(statement, unit, precision), source.nodes());
    }

    static byte[] bytes(byte[] header, List<RecordedNode> nodes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header);
        nodes.forEach(n -> out.writeBytes(n.bytes()));
        out.write(0x2e);
        return out.toByteArray();
    }
}

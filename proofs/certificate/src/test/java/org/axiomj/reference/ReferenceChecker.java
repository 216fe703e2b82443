package org.axiomj.reference;

import static org.axiomj.reference.Numbers.demand;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.axiomj.kernel.Statement;

/**
 * Checks certificates as docs/certificate-format.md says. Sound and complete like the kernel, in big integers; besides,
 * every bound is compared with {@link IdealPass}, and an {@link AssertionError} says that rounding was unsound.
 */
public final class ReferenceChecker {
    private ReferenceChecker() {}

    /**
     * What came out.
     *
     * @param reason why not; empty if accepted
     * @param numbers how many bounds were compared with the ideal ones
     */
    record Outcome(boolean accepted, String reason, long numbers, List<RecordedNode> nodes) {}

    /** Where trees begin in a certificate about a statement. */
    static int headerLength(Statement statement) {
        return 40 + statement.semantics().length();
    }

    /** @param events told everything that the kernel's observer is told, as text */
    static Outcome check(Statement statement, byte[] bytes, Consumer<String> events) {
        ByteSource source = new ByteSource(bytes, headerLength(statement));
        long numbers = 0;
        try {
            int[] units = header(statement, bytes);
            for (int c = 0; c < statement.cases().size(); c++) {
                TreeReader tree = new TreeReader(new Prepared(statement, c, units[0], units[1]), source, events);
                try {
                    tree.read(c);
                } finally {
                    numbers += tree.numbers();
                }
            }
            demand(source.oneByte() == 0x2e, "2E after the last tree");
            demand(source.ended(), "the end of the file");
            return new Outcome(true, "", numbers, source.nodes());
        } catch (Numbers.Refused e) {
            return new Outcome(false, e.getMessage(), numbers, source.nodes());
        }
    }

    private static int[] header(Statement statement, byte[] bytes) {
        byte[] semantics = statement.semantics().getBytes(StandardCharsets.US_ASCII);
        int at = 6 + semantics.length;
        demand(bytes.length >= at + 34, "a header");
        demand(Arrays.equals(bytes, 0, 5, new byte[] {0x41, 0x58, 0x4A, 0x43, 2}, 0, 5), "AXJC, version 2");
        demand(
                bytes[5] == semantics.length && Arrays.equals(bytes, 6, at, semantics, 0, semantics.length),
                "the statement's semantics");
        demand(bytes[at] >= 8 && bytes[at] <= 44, "U in 8..44");
        int bits = bytes[at + 1] & 127;
        demand(bits >= 12 && bits <= 24, "B in 12..24");
        byte[] hash = StatementDigest.of(statement);
        demand(Arrays.equals(bytes, at + 2, at + 34, hash, 0, 32), "the statement's hash");
        return new int[] {bytes[at], bytes[at + 1] & 255};
    }

    /** @param precision the byte that holds B */
    static byte[] header(Statement statement, int unit, int precision) {
        byte[] semantics = statement.semantics().getBytes(StandardCharsets.US_ASCII);
        java.nio.ByteBuffer out = java.nio.ByteBuffer.allocate(headerLength(statement));
        out.put(new byte[] {0x41, 0x58, 0x4A, 0x43, 2, (byte) semantics.length});
        out.put(semantics).put((byte) unit).put((byte) precision).put(StatementDigest.of(statement));
        return out.array();
    }
}

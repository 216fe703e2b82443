package org.axiomj.kernel;

import java.io.BufferedInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Checks certificates. Sound: a {@link Theorem} exists only if every real input in every box of the statement fails the
 * unsafe condition. Incomplete: it checks what it is given. Integers only; no number is taken from the certificate but
 * choices and multipliers, for which every value is sound.
 */
public final class Kernel {
    /** Version of the rules; a certificate names the version it was written for. */
    public static final int VERSION = 2;

    static final byte[] MAGIC = {'A', 'X', 'J', 'C'};
    private static final int END = 0x2e;
    /** In the byte of the multipliers' bits: errors are computed anew in every node of a tree. */
    private static final int RENEWED = 0x80;

    private Kernel() {}

    /** A statement that a certificate proves; made by {@link #check} alone. */
    public static final class Theorem implements Verdict {
        private final byte[] statementHash;
        private final long leaves;
        private final long lemmas;

        private Theorem(byte[] statementHash, long leaves, long lemmas) {
            this.statementHash = statementHash;
            this.leaves = leaves;
            this.lemmas = lemmas;
        }

        public byte[] statementHash() {
            return statementHash.clone();
        }

        public int kernelVersion() {
            return VERSION;
        }

        public long leaves() {
            return leaves;
        }

        public long lemmas() {
            return lemmas;
        }

        /** What was taken on trust; nothing in this version. */
        public List<String> oracles() {
            return List.of();
        }
    }

    /**
     * Checks a certificate, uncompressed, up to the end of the stream.
     *
     * @param deadlineNanos as {@link System#nanoTime}; a check that is not done by then rejects
     */
    public static Verdict check(Statement statement, InputStream certificate, long deadlineNanos) {
        return check(statement, certificate, deadlineNanos, Observer.NONE);
    }

    public static Verdict check(Statement statement, InputStream certificate, long deadlineNanos, Observer observer) {
        CertificateInput in = new CertificateInput(new BufferedInputStream(certificate, 1 << 14));
        Optional<TreeCheck> current = Optional.empty();
        int caseIndex = 0;
        try {
            byte[] hash = statement.hash();
            Preparation prep = header(in, statement, hash);
            long leaves = 0;
            long lemmas = 0;
            for (; caseIndex < statement.cases().size(); caseIndex++) {
                TreeCheck tree = new TreeCheck(prep, caseIndex, in, deadlineNanos, observer);
                current = Optional.of(tree);
                tree.run();
                leaves += tree.leaves();
                lemmas += tree.lemmas();
            }
            if (in.octet() != END || !in.atEnd()) {
                throw new Refusal("bytes after the last tree");
            }
            return new Theorem(hash, leaves, lemmas);
        } catch (Refusal e) {
            return new Verdict.Rejected(place(caseIndex, current), String.valueOf(e.getMessage()));
        } catch (ArithmeticException e) {
            return new Verdict.Rejected(place(caseIndex, current), "out of range: " + e.getMessage());
        }
    }

    private static Preparation header(CertificateInput in, Statement statement, byte[] hash) {
        for (byte b : MAGIC) {
            if (in.octet() != b) {
                throw new Refusal("not a certificate: it does not begin with AXJC");
            }
        }
        int version = in.octet();
        if (version != VERSION) {
            throw new Refusal("version " + version + ", expected " + VERSION);
        }
        int length = in.octet();
        StringBuilder semantics = new StringBuilder();
        for (int i = 0; i < length; i++) {
            semantics.append((char) in.octet());
        }
        if (!statement.semantics().contentEquals(semantics)) {
            throw new Refusal("the certificate is not about " + statement.semantics() + " arithmetic");
        }
        int unit = in.octet();
        int bits = in.octet();
        byte[] named = new byte[hash.length];
        for (int i = 0; i < named.length; i++) {
            named[i] = (byte) in.octet();
        }
        if (!Arrays.equals(named, hash)) {
            throw new Refusal("the certificate is for another statement");
        }
        return new Preparation(statement, unit, bits & ~RENEWED, (bits & RENEWED) != 0);
    }

    private static String place(int caseIndex, Optional<TreeCheck> tree) {
        return tree.isEmpty()
                ? "header"
                : "case " + caseIndex + " node " + tree.get().path();
    }
}

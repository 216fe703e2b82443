package org.axiomj.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.axiomj.proofs.elaborate.ProofTree;
import org.junit.jupiter.api.Test;

class KernelTest {
    private static final int HASH_AT = 12;

    /** The same statement with the first constraint weakened until a sampled point satisfies the condition. */
    private static Statement falsified(Statement s, Random random) {
        Statement.Case c = s.cases().get(0);
        for (int more = 1; more < 400; more *= 2) {
            Statement f = new Statement(
                    s.semantics(),
                    s.network(),
                    List.of(new Statement.Case(c.lower(), c.upper(), weaker(c.unsafe(), Fraction.of(more, 20)))));
            if (ExactNetwork.refuted(f, random, 40)) {
                return f;
            }
        }
        return s;
    }

    private static Condition weaker(Condition c, Fraction by) {
        if (c instanceof Condition.Atom a) {
            return new Condition.Atom(a.inputs(), a.outputs(), a.bound().plus(by), a.strict());
        } else if (c instanceof Condition.And and) {
            return new Condition.And(
                    and.parts().stream().map(p -> weaker(p, by)).toList());
        }
        return new Condition.Or(
                ((Condition.Or) c).parts().stream().map(p -> weaker(p, by)).toList());
    }

    private static byte[] withHash(byte[] certificate, Statement s) {
        byte[] copy = certificate.clone();
        System.arraycopy(s.hash(), 0, copy, HASH_AT, 32);
        return copy;
    }

    private static byte[] mutate(byte[] from, Random random) {
        int start = HASH_AT + 32;
        int n = from.length - start;
        int at = start + random.nextInt(n);
        int other = start + random.nextInt(n);
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                byte[] m = from.clone();
                m[at] ^= (byte) (1 << random.nextInt(8));
                return m;
            }
            case 2 -> {
                byte[] m = from.clone();
                m[at] = (byte) random.nextInt(256);
                return m;
            }
            case 3 -> { // drop
                byte[] m = Arrays.copyOf(from, from.length - 1);
                System.arraycopy(from, at + 1, m, at, from.length - 1 - at);
                return m;
            }
            case 4 -> { // repeat a piece elsewhere
                int length = Math.min(1 + random.nextInt(6), from.length - at);
                byte[] m = Arrays.copyOf(from, from.length + length);
                System.arraycopy(from, other, m, other + length, from.length - other);
                System.arraycopy(from, at, m, other, length);
                return m;
            }
            case 5 -> { // precision
                byte[] m = from.clone();
                m[10 + random.nextInt(2)] = (byte) random.nextInt(48);
                return m;
            }
            default -> { // swap
                byte[] m = from.clone();
                m[at] = from[other];
                m[other] = from[at];
                return m;
            }
        }
    }

    @Test
    void certificatesOfTrueStatementsAreAcceptedAndOfFalseOnesNeverEvenMutated() {
        Random random = new Random(5);
        int complete = 0;
        int accepted = 0;
        int tried = 0;
        int attacks = 0;
        for (int run = 0; run < 160; run++) {
            Statement s = Examples.statement(random, run % 4);
            Examples.Written w = Examples.write(s, Examples.tree(random, s, 3), 3000);
            if (!w.elaboration().complete()) {
                continue;
            }
            complete++;
            assertThat(ExactNetwork.refuted(s, random, 30)).isFalse();
            Verdict v = Examples.check(s, w.bytes());
            assertThat(v).as("%s", v).isInstanceOf(Kernel.Theorem.class);
            Kernel.Theorem t = (Kernel.Theorem) v;
            assertThat(t.leaves()).isEqualTo(w.elaboration().leaves());
            assertThat(t.lemmas()).isEqualTo(w.elaboration().lemmas());
            assertThat(t.statementHash()).isEqualTo(s.hash());
            Statement f = falsified(s, random);
            boolean refutable = f != s;
            byte[] forged = withHash(w.bytes(), f);
            if (refutable) {
                assertThat(Examples.check(f, forged)).isInstanceOf(Verdict.Rejected.class);
            }
            for (int m = 0; m < 100; m++) {
                byte[] mutant = mutate(w.bytes(), random);
                tried++;
                accepted += Examples.check(s, mutant) instanceof Kernel.Theorem ? 1 : 0;
                if (refutable) {
                    attacks++;
                    byte[] attack = mutate(forged, random);
                    assertThat(Examples.check(f, attack)).isInstanceOf(Verdict.Rejected.class);
                }
            }
        }
        assertThat(complete).isGreaterThan(90);
        assertThat(tried).isGreaterThan(9000);
        assertThat(attacks).isGreaterThan(7000);
        assertThat(accepted).isLessThan(tried / 2);
        System.out.println("certificates " + complete + ", mutants " + tried + " of which still proofs " + accepted
                + ", mutants against a false statement " + attacks + ", accepted 0");
    }

    @Test
    void aCertificateIsForOneStatement() {
        Random random = new Random(9);
        Examples.Written w;
        Statement s;
        do {
            s = Examples.statement(random, 0);
            w = Examples.write(s, new ProofTree(), 3000);
        } while (!w.elaboration().complete());
        Statement.Case c = s.cases().get(0);
        List<Fraction> higher = new ArrayList<>(c.upper());
        higher.set(0, higher.get(0).plus(Fraction.of(1, 1_000_000_000)));
        Statement other =
                new Statement(s.semantics(), s.network(), List.of(new Statement.Case(c.lower(), higher, c.unsafe())));
        assertThat(Examples.check(other, w.bytes()))
                .isEqualTo(new Verdict.Rejected("header", "the certificate is for another statement"));
    }

    @Test
    void everyTruncationAndEveryAppendedByteIsRejected() {
        Random random = new Random(13);
        for (int run = 0; run < 12; run++) {
            Statement s = Examples.statement(random, run % 4);
            Examples.Written w = Examples.write(s, Examples.tree(random, s, 2), 500);
            if (!w.elaboration().complete()) {
                continue;
            }
            for (int n = 0; n < w.bytes().length; n++) {
                assertThat(Examples.check(s, Arrays.copyOf(w.bytes(), n))).isInstanceOf(Verdict.Rejected.class);
            }
            byte[] longer = Arrays.copyOf(w.bytes(), w.bytes().length + 1);
            assertThat(Examples.check(s, longer)).isInstanceOf(Verdict.Rejected.class);
        }
    }

    /** A header and then one byte for ever. */
    private static final class Endless extends java.io.InputStream {
        private final byte[] header;
        private final int value;
        private int at;

        Endless(byte[] header, int value) {
            this.header = header;
            this.value = value;
        }

        @Override
        public int read() {
            return at < header.length ? header[at++] & 0xff : value;
        }
    }

    @Test
    void endlessCertificatesEndInARejectionWithoutExhaustingTheMachine() {
        Random random = new Random(17);
        Statement s = Examples.statement(random, 0);
        Examples.Written w = Examples.write(s, new ProofTree(), 3000);
        byte[] header = Arrays.copyOf(w.bytes(), HASH_AT + 32);
        for (int value = 0; value < 256; value++) {
            Verdict v = Kernel.check(s, new Endless(header, value), System.nanoTime() + 300_000_000L);
            assertThat(v).as("byte %d", value).isInstanceOf(Verdict.Rejected.class);
        }
    }

    @Test
    void randomBytesAfterAValidHeaderAreRejectedOrProve() {
        Random random = new Random(19);
        for (int run = 0; run < 20; run++) {
            Statement s = falsified(Examples.statement(random, run % 4), random);
            boolean refuted = ExactNetwork.refuted(s, random, 200);
            byte[] header = withHash(new byte[] {'A', 'X', 'J', 'C', 1, 4, 'r', 'e', 'a', 'l', 28, 24}, 32, s);
            for (int m = 0; m < 200; m++) {
                byte[] b = Arrays.copyOf(header, 200);
                for (int i = header.length; i < b.length; i++) {
                    b[i] = (byte) random.nextInt(256);
                }
                Verdict v = Examples.check(s, b);
                assertThat(refuted && v instanceof Kernel.Theorem).isFalse();
            }
        }
    }

    private static byte[] withHash(byte[] start, int more, Statement s) {
        return withHash(Arrays.copyOf(start, start.length + more), s);
    }

    @Test
    void hugeWeightsBoxesAndBoundsAreRejectedOrTrueButNeverWrap() {
        Random random = new Random(23);
        int rejected = 0;
        for (int run = 0; run < 400; run++) {
            int exponent = random.nextInt(140) - 40;
            KernelNetwork.Linear a = scaled(Examples.linear(random, 0, 2, 3, 1, 2), exponent);
            KernelNetwork.Linear b = scaled(Examples.linear(random, 2, 3, 1, 1, 2), random.nextInt(80) - 40);
            KernelNetwork net =
                    new KernelNetwork(List.of(new KernelNetwork.Input(2), a, new KernelNetwork.Relu(1), b), 3);
            Fraction size = new Fraction(
                    java.math.BigInteger.ONE.shiftLeft(random.nextInt(40)), java.math.BigInteger.valueOf(3));
            List<Fraction> low = List.of(size.negate(), size.negate());
            Fraction bound = ExactNetwork.dyadic(random.nextInt(2000) - 1000, random.nextInt(140) - 60);
            Condition unsafe = new Condition.Atom(
                    List.of(),
                    List.of(new Condition.Term(0, Fraction.of(random.nextBoolean() ? 1 : -1, 1))),
                    bound,
                    false);
            Statement s = new Statement("real", net, List.of(new Statement.Case(low, List.of(size, size), unsafe)));
            Examples.Written w = Examples.write(s, Examples.tree(random, s, 4), 60, 8 + random.nextInt(37), 24);
            if (w.elaboration().complete()) {
                boolean theorem = Examples.check(s, w.bytes()) instanceof Kernel.Theorem;
                assertThat(theorem && ExactNetwork.refuted(s, random, 60)).isFalse();
            } else {
                rejected++;
            }
        }
        assertThat(rejected).isBetween(50, 390);
    }

    private static KernelNetwork.Linear scaled(KernelNetwork.Linear l, int by) {
        int[] e = Arrays.stream(l.exponent).map(x -> x + by).toArray();
        int[] be = Arrays.stream(l.biasExponent).map(x -> x + by).toArray();
        return new KernelNetwork.Linear(
                l.input, l.columns, l.rowStart, l.column, l.mantissa, e, l.biasMantissa, be, l.tolerance);
    }

    @Test
    void anExpiredDeadlineRejects() {
        Random random = new Random(29);
        Statement s = Examples.statement(random, 0);
        Examples.Written w = Examples.write(s, new ProofTree(), 3000);
        assertThat(Kernel.check(s, new ByteArrayInputStream(w.bytes()), System.nanoTime() - 1))
                .isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void aFalseConditionNeedsNothingAndATrueOneCannotBeExcluded() {
        KernelNetwork net = new KernelNetwork(List.of(new KernelNetwork.Input(1)), 0);
        List<Fraction> zero = List.of(Fraction.ZERO);
        Statement never =
                new Statement("real", net, List.of(new Statement.Case(zero, zero, new Condition.Or(List.of()))));
        Statement always =
                new Statement("real", net, List.of(new Statement.Case(zero, zero, new Condition.And(List.of()))));
        Examples.Written w = Examples.write(never, new ProofTree(), 10);
        assertThat(Examples.check(never, w.bytes())).isInstanceOf(Kernel.Theorem.class);
        assertThat(Examples.check(always, withHash(w.bytes(), always))).isInstanceOf(Verdict.Rejected.class);
        assertThat(Examples.write(always, new ProofTree(), 10).elaboration().complete())
                .isFalse();
    }

    @Test
    void thePrintedFormEndsInTheVerdictAndNamesEveryNodeAndLemma() {
        Random random = new Random(31);
        Statement s = Examples.statement(random, 1);
        Examples.Written w = Examples.write(s, Examples.tree(random, s, 3), 3000);
        StringBuilder text = new StringBuilder();
        Verdict v = org.axiomj.proofs.check.CertificatePrinter.print(
                s, new ByteArrayInputStream(w.bytes()), System.nanoTime() + 10_000_000_000L, text);
        assertThat(v).isInstanceOf(Kernel.Theorem.class);
        List<String> lines = text.toString().lines().toList();
        assertThat(lines.stream().filter(l -> l.startsWith("  lemma")).count())
                .isEqualTo(w.elaboration().lemmas());
        assertThat(lines.stream().filter(l -> l.startsWith("node")).count())
                .isEqualTo(2 * w.elaboration().leaves() - 1);
        assertThat(lines.get(lines.size() - 1))
                .startsWith("theorem " + w.elaboration().leaves() + " leaves");
    }
}

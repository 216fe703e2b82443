package org.axiomj.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axiomj.reference.Handmade.LEAF;
import static org.axiomj.reference.Handmade.accepted;
import static org.axiomj.reference.Handmade.atMost;
import static org.axiomj.reference.Handmade.certificate;
import static org.axiomj.reference.Handmade.fraction;
import static org.axiomj.reference.Handmade.identity;
import static org.axiomj.reference.Handmade.linear;
import static org.axiomj.reference.Handmade.statement;
import static org.axiomj.reference.Handmade.whole;
import static org.axiomj.reference.MutationTest.proves;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.axiomj.kernel.Condition;
import org.axiomj.kernel.Kernel;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.Observer;
import org.axiomj.kernel.Statement;
import org.axiomj.kernel.Varieties;
import org.axiomj.kernel.Verdict;
import org.axiomj.proofs.check.CertificateFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts to have something false accepted by what a certificate says. */
class CertificateAttackTest {
    private static final KernelNetwork.Input ONE = new KernelNetwork.Input(1);

    /** z = (x, x), h = relu(z), y = h[0] - h[1], which is 0; two relaxed ReLUs do not show that. */
    private static Statement needsASplit(Condition unsafe) {
        return statement(
                whole(-1),
                whole(1),
                unsafe,
                ONE,
                linear(0, new long[] {1}, new long[] {1}),
                new KernelNetwork.Relu(1),
                linear(2, new long[] {1, -1}));
    }

    @Test
    void everyBoundThatTheKernelSpeaksOfIsComputedWhateverBitIsFlipped() {
        Random random = new Random(101);
        int flips = 0;
        for (int run = 0; run < 25; run++) {
            Statement s = Varieties.statement(random, 4);
            byte[] good = Inventions.certificate(random, s, 28, 24, 2, 0);
            for (int bit = 8 * ReferenceChecker.headerLength(s); bit < 8 * Math.min(good.length, 160); bit++) {
                byte[] forged = good.clone();
                forged[bit >> 3] ^= (byte) (0x80 >> (bit & 7));
                accepted(s, forged);
                flips++;
            }
        }
        assertThat(flips).isGreaterThan(2000);
    }

    @Test
    void aTreeThatEndsAfterTheFirstHalfIsRefused() {
        Statement s = identity(whole(0), whole(4), atMost(whole(1), whole(-1)));
        String split = "01";
        assertThat(accepted(s, split, LEAF, LEAF)).isTrue();
        assertThat(accepted(s, split, LEAF)).isFalse();
        assertThat(accepted(s, split, split, LEAF, LEAF)).isFalse();
        assertThat(accepted(s, split, LEAF, LEAF, LEAF)).isFalse();
        assertThat(accepted(s)).isFalse();
    }

    @Test
    void whatIsTrueInTheFirstHalfIsNotUsedInTheSecond() {
        // x in [0, 4], unsafe where x >= 3: true of the first half only.
        Statement s = identity(whole(0), whole(4), atMost(whole(-1), whole(-3)));
        String keep = "111 00 0";
        assertThat(accepted(s, "01", LEAF, LEAF)).isFalse();
        assertThat(accepted(s, "01", keep + "00", "00")).isFalse();
        assertThat(accepted(s, "01", keep + "00", LEAF)).isFalse();
        assertThat(accepted(s, "01", keep + "01", "00", "00", "00")).isFalse();
        // where it is true of all, once is enough
        Statement t = identity(whole(0), whole(4), atMost(whole(-1), whole(-5)));
        assertThat(accepted(t, keep + "01", "00", "00")).isTrue();
        assertThat(accepted(t, keep + keep + "01", "00", "00")).isFalse();
        // kept in the first half, it may and has to be shown again in the second
        assertThat(accepted(t, "01", keep + "00", keep + "00")).isTrue();
    }

    @Test
    void aPhaseThatWasNotSplitOnGainsNothingFalse() {
        // y = relu(x) over [-1, 1] with one change: unsafe y <= 0 is true of x = -1.
        Statement wrong = statement(whole(-1), whole(1), atMost(whole(1), whole(0)), ONE, new KernelNetwork.Relu(0));
        Statement right =
                statement(whole(-1), whole(1), atMost(whole(1), fraction(-1, 1000)), ONE, new KernelNetwork.Relu(0));
        Random random = new Random(103);
        int proofs = 0;
        for (int run = 0; run < 3000; run++) {
            String row = "00 0" + random.nextInt(2) + " 1 00000001" + Handmade.bits(random.nextInt(2), 1)
                    + Handmade.bits(random.nextInt(128), 8) + Handmade.bits(random.nextInt(40), 8);
            assertThat(accepted(wrong, "0" + row)).isFalse();
            proofs += accepted(right, "0" + row) ? 1 : 0;
        }
        assertThat(proofs).isGreaterThan(100);
    }

    @Test
    void changesOnAnyReluOfAFalseStatementProveNothing() {
        Random random = new Random(107);
        int attacks = 0;
        while (attacks < 300) {
            Statement s = Varieties.statement(random, 0.2);
            Statement wrong = Varieties.falsified(s, random).orElse(s);
            if (wrong != s) {
                attacks++;
                assertThat(accepted(wrong, Inventions.certificate(random, wrong, 28, 24, random.nextInt(4), 0)))
                        .isFalse();
            }
        }
    }

    @Test
    void onlyASplitThatCoversBothPhasesProves() {
        Statement s = needsASplit(atMost(whole(1), fraction(-1, 8)));
        String none = "0";
        String split = none + "10 0";
        // below either half of element 0, element 1 is still unstable
        assertThat(accepted(s, none + LEAF)).isFalse();
        assertThat(accepted(s, split, none + "10 1", LEAF, LEAF, none + "10 1", LEAF, LEAF))
                .isFalse();
        String lemmas = "1 10 10";
        // argument 1 is at least 0 where argument 0 is, which no bound can see: so it is not provable this way
        assertThat(accepted(s, lemmas + "10 0", lemmas + LEAF, lemmas + LEAF)).isFalse();
        // but halves of the input decide both
        String below = "1 0 10 0 10";
        assertThat(accepted(s, none + "01", below + LEAF, lemmas + LEAF)).isTrue();
        assertThat(accepted(s, none + "01", below + LEAF, none + LEAF)).isFalse();
        assertThat(accepted(s, none + "01", lemmas + LEAF, below + LEAF)).isFalse();
    }

    @Test
    void aNodeThatNoPointReachesIsClosedWhereItsLemmaLeavesNone() {
        // a = (x, -x); b = (a0 + a1 - 1/2) is -1/2, by intervals up to 1/2; h = relu(b); c = h - 1/8.
        KernelNetwork.Linear b = new KernelNetwork.Linear(
                1,
                2,
                new int[] {0, 2},
                new int[] {0, 1},
                new long[] {1, 1},
                new int[2],
                new long[] {-1},
                new int[] {-1},
                KernelNetwork.Tolerance.NONE);
        KernelNetwork.Linear c = new KernelNetwork.Linear(
                3,
                1,
                new int[] {0, 1},
                new int[] {0},
                new long[] {1},
                new int[1],
                new long[] {-1},
                new int[] {-3},
                KernelNetwork.Tolerance.NONE);
        Statement s = statement(
                whole(0),
                whole(1),
                atMost(whole(-1), fraction(-1, 4)),
                ONE,
                linear(0, new long[] {1}, new long[] {-1}),
                b,
                new KernelNetwork.Relu(2),
                c,
                new KernelNetwork.Relu(4));
        String none = "0 0";
        String upperOfC = "1 0 10";
        assertThat(accepted(s, none + "10 0", "0" + LEAF, upperOfC)).isTrue();
        assertThat(accepted(s, none + "10 0", "0" + LEAF, upperOfC, "0" + LEAF)).isFalse();
        assertThat(accepted(s, none + "10 0", upperOfC, upperOfC)).isFalse();
    }

    @Test
    void theHeaderHasToBeAboutThisStatementAndThisVersion() {
        Statement s = identity(whole(0), whole(4), atMost(whole(1), whole(-1)));
        byte[] good = certificate(s, LEAF);
        assertThat(accepted(s, good)).isTrue();
        for (int at = 0; at < ReferenceChecker.headerLength(s); at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] other = good.clone();
                other[at] ^= (byte) (1 << bit);
                boolean precision = at == 10 || at == 11;
                assertThat(accepted(s, other) && !precision).isFalse();
            }
        }
        for (int unit = 0; unit < 256; unit++) {
            for (int bits : List.of(0, 11, 12, 24, 25, 127, 128, 128 + 11, 128 + 12, 128 + 24, 128 + 25, 255)) {
                boolean possible = unit >= 8 && unit <= 44 && (bits & 127) >= 12 && (bits & 127) <= 24;
                assertThat(accepted(s, certificate(s, unit, bits, List.of(LEAF))))
                        .isEqualTo(possible);
            }
        }
        Statement other = new Statement("float32", s.network(), s.cases());
        assertThat(proves(other, good)).isFalse();
        assertThat(proves(other, certificate(other, LEAF))).isTrue();
    }

    @Test
    void nothingIsMissingAndNothingIsLeftOver() {
        Statement s = identity(whole(0), whole(4), atMost(whole(1), whole(-1)));
        byte[] good = certificate(s, "01", LEAF, LEAF);
        for (int length = 0; length < good.length; length++) {
            assertThat(accepted(s, Arrays.copyOf(good, length))).isFalse();
        }
        for (int more = 1; more < 5; more++) {
            assertThat(accepted(s, Arrays.copyOf(good, good.length + more))).isFalse();
        }
        assertThat(accepted(s, "01", LEAF, LEAF + "001")).isFalse();
    }

    @Test
    void aBombIsRefusedWithoutBeingUnpackedWhole(@TempDir Path folder) throws IOException {
        Statement s = identity(whole(0), whole(4), atMost(whole(1), whole(-1)));
        byte[] good = certificate(s, LEAF);
        for (byte[] start : List.of(good, Arrays.copyOf(good, good.length - 2))) {
            Path file = folder.resolve("bomb" + start.length + ".gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(start);
                byte[] zeros = new byte[1 << 20];
                for (int megabyte = 0; megabyte < 64; megabyte++) {
                    out.write(zeros);
                }
            }
            try (InputStream in = new CertificateFile(file).open()) {
                Verdict v = Kernel.check(s, in, System.nanoTime() + 60_000_000_000L);
                assertThat(v).isInstanceOf(Verdict.Rejected.class);
                assertThat(in.read()).as("it was not read to its end").isZero();
            }
        }
    }

    @Test
    void aTreeMayBe65536DeepAndNotDeeper() {
        Statement s = statement(whole(0), whole(16), new Condition.Or(List.of()), new KernelNetwork.Input(4096));
        List<String> nodes = new ArrayList<>();
        for (int level = 0; level < 65_536; level++) {
            nodes.add("01" + Handmade.bits(level % 4096, 12));
        }
        List<String> deepest = new ArrayList<>(nodes);
        nodes.addAll(Collections.nCopies(65_537, "00"));
        assertThat(proves(s, certificate(s, 28, 24, nodes))).isTrue();
        deepest.add("01" + Handmade.bits(0, 12));
        deepest.addAll(Collections.nCopies(65_538, "00"));
        byte[] deeper = certificate(s, 28, 24, deepest);
        assertThat(Kernel.check(s, new ByteArrayInputStream(deeper), System.nanoTime() + 60_000_000_000L))
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class, r -> assertThat(r.reason()).contains("deeper than 65536"));
    }

    @Test
    void aNodeHas64RoundsOfLemmasAndNotMore() {
        Statement s = needsASplit(atMost(whole(1), whole(-3)));
        String round = "1 10 10 10 11" + "110";
        String last = "0" + LEAF;
        assertThat(accepted(s, round.repeat(63) + last)).isTrue();
        assertThat(accepted(s, round.repeat(64) + last)).isFalse();
        assertThat(accepted(s, ("0" + "110").repeat(63) + last)).isTrue();
        assertThat(accepted(s, ("0" + "110").repeat(64) + last)).isFalse();
    }

    @Test
    void anObserverThatOverwritesWhatItIsShownDoesNotMakeAFalseTheorem() {
        // x in [0, 4]: x <= 1 and -x <= -1 has the solution 1; with other weights the sum would exclude it.
        Condition both = new Condition.And(List.of(atMost(whole(1), whole(1)), atMost(whole(-1), whole(-1))));
        Statement s = identity(whole(0), whole(4), both);
        byte[] bytes = certificate(s, "00 00 00000001 00000001 00 0");
        for (long forged : new long[] {0, 1, 5, -1, -5, Long.MIN_VALUE, Long.MAX_VALUE}) {
            Observer hostile = new Observer() {
                @Override
                public void combine(long[] weights) {
                    weights[0] = forged;
                }
            };
            Verdict v = Kernel.check(s, new ByteArrayInputStream(bytes), System.nanoTime() + 60_000_000_000L, hostile);
            assertThat(v).isInstanceOf(Verdict.Rejected.class);
        }
    }
}

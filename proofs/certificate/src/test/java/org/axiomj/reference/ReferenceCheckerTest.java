package org.axiomj.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.axiomj.kernel.Curve;
import org.axiomj.kernel.ExactNetwork;
import org.axiomj.kernel.Examples;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.Statement;
import org.axiomj.kernel.Varieties;
import org.axiomj.proofs.elaborate.ProofTree;
import org.junit.jupiter.api.Test;

/** {@code -Daxiom.certificates=20000} for a long run, {@code -Daxiom.seed=} for another one. */
class ReferenceCheckerTest {
    private static final int CERTIFICATES = Integer.getInteger("axiom.certificates", 800);
    private static final long SEED = Long.getLong("axiom.seed", 17L);

    private int compared;
    private int accepted;
    private long numbers;
    private final Map<String, Integer> seen = new TreeMap<>();

    /** Verdict and every number of kernel and reference agree; what is accepted is not refuted by sampling. */
    private boolean agree(Random random, Statement statement, byte[] certificate) {
        List<String> expected = new ArrayList<>();
        ReferenceChecker.Outcome reference = ReferenceChecker.check(statement, certificate, expected::add);
        new KernelEvents(statement, certificate).agreesWith(reference, expected);
        compared++;
        numbers += reference.numbers();
        if (reference.accepted()) {
            accepted++;
            assertThat(ExactNetwork.refuted(statement, random, 12)).isFalse();
            count(statement, certificate, expected);
        }
        return reference.accepted();
    }

    private void count(Statement statement, byte[] certificate, List<String> events) {
        for (String kind : List.of("split input", "split relu", "constraint", "combine", "row 1", "row 2", "row 3")) {
            see(kind, events.stream().anyMatch(e -> e.startsWith(kind)));
        }
        see("change", events.stream().anyMatch(e -> e.contains("change")));
        see("chord", events.stream().anyMatch(e -> e.endsWith("true")));
        see("renewed", certificate[ReferenceChecker.headerLength(statement) - 33] < 0);
        see("cases", statement.cases().size() > 1);
        List<KernelNetwork.Node> nodes = statement.network().nodes();
        see("sum", nodes.stream().anyMatch(n -> n instanceof KernelNetwork.Sum));
        see("concat", nodes.stream().anyMatch(n -> n instanceof KernelNetwork.Concat));
        see("product", nodes.stream().anyMatch(n -> n instanceof KernelNetwork.Product));
        for (Curve curve : Curve.values()) {
            see(curve.word(), nodes.stream().anyMatch(n -> n instanceof KernelNetwork.Smooth s && s.curve() == curve));
        }
        see(
                "tolerance",
                nodes.stream()
                        .anyMatch(n -> n instanceof KernelNetwork.Linear l
                                && !l.tolerance().equals(KernelNetwork.Tolerance.NONE)));
    }

    private void see(String what, boolean here) {
        seen.merge(what, here ? 1 : 0, Integer::sum);
    }

    private void report(String what) {
        System.out.println(what + ": seed " + SEED + ", certificates " + compared + ", accepted " + accepted
                + ", lemmas and rows " + numbers + ", all equal; accepted ones with " + seen);
    }

    @Test
    void kernelAndReferenceAgreeOnEveryNumberOfInventedCertificates() {
        Random random = new Random(SEED);
        for (int run = 0; run < CERTIFICATES; run++) {
            Statement s = Varieties.statement(random, random.nextInt(3) == 0 ? 0.3 : 3 + random.nextInt(40));
            int unit = random.nextBoolean() ? 28 : 8 + random.nextInt(37);
            int bits = (random.nextBoolean() ? 24 : 12 + random.nextInt(13)) | random.nextInt(2) << 7;
            double folly = random.nextInt(3) == 0 ? 0.01 : 0;
            int depth = random.nextInt(8) == 0 ? 7 : random.nextInt(5);
            agree(random, s, Inventions.certificate(random, s, unit, bits, depth, folly));
        }
        report("invented");
        assertThat(accepted).isGreaterThan(CERTIFICATES / 2);
        assertThat(seen.values()).allMatch(n -> n > CERTIFICATES / 200);
    }

    @Test
    void theyAgreeOnWhatTheElaboratorWrites() {
        Random random = new Random(SEED + 1);
        for (int run = 0; run < CERTIFICATES / 8; run++) {
            boolean named = run % 2 == 0;
            Statement s = named ? Examples.statement(random, run / 2 % 4) : Varieties.statement(random, 0.6);
            if (s.cases().size() == 1) {
                ProofTree tree = named ? Examples.tree(random, s, 3) : new ProofTree();
                agree(
                        random,
                        s,
                        Examples.write(s, tree, 300, 8 + random.nextInt(37), 24).bytes());
            }
        }
        report("elaborated");
        assertThat(accepted).isGreaterThan(compared / 4);
    }

    @Test
    void theyRefuseTheSameNumbersWhereWeightsAndBoxesAreHuge() {
        Random random = new Random(SEED + 2);
        for (int run = 0; run < CERTIFICATES; run++) {
            int reach = 10 + random.nextInt(80);
            Statement s = Varieties.statement(random, random.nextInt(30), reach);
            int unit = 8 + random.nextInt(37);
            int bits = 12 + random.nextInt(13) | random.nextInt(2) << 7;
            agree(random, s, Inventions.certificate(random, s, unit, bits, random.nextInt(4), 0));
        }
        report("huge");
        assertThat(accepted).isBetween(CERTIFICATES / 5, CERTIFICATES * 4 / 5);
    }

    @Test
    void theyNameStatementsByTheSameHash() {
        Random random = new Random(SEED + 3);
        for (int run = 0; run < 300; run++) {
            Statement s = Varieties.statement(random, 1, run % 200);
            assertThat(StatementDigest.of(s)).isEqualTo(s.hash());
        }
    }
}

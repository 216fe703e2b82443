package org.axiomj.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.axiomj.kernel.Examples;
import org.axiomj.kernel.Kernel;
import org.axiomj.kernel.Statement;
import org.axiomj.kernel.Varieties;
import org.junit.jupiter.api.Test;

/** {@code -Daxiom.mutants=100000} for a long run, {@code -Daxiom.seed=} for another one. */
class MutationTest {
    private static final int MUTANTS = Integer.getInteger("axiom.mutants", 10_000);
    private static final int FROM_ONE = 50;
    private static final int MOST_BYTES = 400;
    private static final int MOST_NUMBERS = 60;

    private int tried;
    private int accepted;
    private int attacks;

    @Test
    void aMutantIsRefusedOrStillAProofAndOfAFalseStatementAlwaysRefused() {
        long seed = Long.getLong("axiom.seed", 41L);
        Random random = new Random(seed);
        int certificates = 0;
        while (tried < MUTANTS) {
            boolean invented = random.nextInt(4) > 0;
            Statement statement = invented
                    ? Varieties.statement(random, random.nextInt(3) == 0 ? 0.5 : 3 + random.nextInt(8))
                    : Examples.statement(random, random.nextInt(4));
            byte[] certificate = invented
                    ? Inventions.certificate(
                            random,
                            statement,
                            8 + random.nextInt(37),
                            12 + random.nextInt(13) | random.nextInt(2) << 7,
                            random.nextInt(4),
                            0)
                    : Examples.write(statement, Examples.tree(random, statement, 2), 60)
                            .bytes();
            if (certificate.length > MOST_BYTES) {
                continue;
            }
            ReferenceChecker.Outcome outcome = ReferenceChecker.check(statement, certificate, event -> {});
            if (outcome.accepted() && outcome.numbers() <= MOST_NUMBERS) {
                certificates++;
                mutate(random, statement, certificate, outcome.nodes());
            }
        }
        System.out.println("seed " + seed + ", certificates " + certificates + ", mutants " + tried
                + " of which still proofs " + accepted + ", all confirmed; against false statements " + attacks
                + ", accepted 0");
        assertThat(accepted).isBetween(tried / 50, tried / 2);
        assertThat(attacks).isGreaterThan(tried / 4);
    }

    private void mutate(Random random, Statement statement, byte[] certificate, List<RecordedNode> nodes) {
        Mutations mutations = new Mutations(random, certificate, ReferenceChecker.headerLength(statement), nodes);
        Optional<Statement> wrong = Varieties.falsified(statement, random);
        for (int m = 0; m < FROM_ONE && tried < MUTANTS; m++) {
            byte[] mutant = mutations.next();
            if (Arrays.equals(mutant, certificate)) {
                continue;
            }
            tried++;
            List<String> numbers = new ArrayList<>();
            ReferenceChecker.Outcome reference = ReferenceChecker.check(statement, mutant, numbers::add);
            KernelEvents kernel = new KernelEvents(statement, mutant);
            kernel.agreesWith(reference, numbers);
            accepted += kernel.accepted() ? 1 : 0;
            if (wrong.isPresent()) {
                attacks++;
                assertThat(proves(wrong.get(), rehashed(mutant, wrong.get()))).isFalse();
            }
        }
    }

    static byte[] rehashed(byte[] certificate, Statement statement) {
        byte[] copy = certificate.clone();
        int end = ReferenceChecker.headerLength(statement);
        System.arraycopy(StatementDigest.of(statement), 0, copy, end - 32, 32);
        return copy;
    }

    static boolean proves(Statement statement, byte[] certificate) {
        return Kernel.check(statement, new ByteArrayInputStream(certificate), System.nanoTime() + 60_000_000_000L)
                instanceof Kernel.Theorem;
    }
}

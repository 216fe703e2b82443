package org.axiomj.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.axiomj.engine.Evidence;
import org.axiomj.engine.Options;
import org.axiomj.engine.Progress;
import org.axiomj.engine.Queries;
import org.axiomj.engine.SearchStatistics;
import org.axiomj.engine.Verdict;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.exact.Rational;
import org.axiomj.proofs.check.CertificateCheck;
import org.axiomj.proofs.check.CertificateFile;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofCacheTest {
    @TempDir
    private Path folder;

    private ProofCache cache;

    @BeforeEach
    void open() {
        cache = new ProofCache(folder.resolve("cache"));
    }

    /** y = relu(x0 - x1) / 2 - relu(x1 - x0) / 2 on [0, 1]^2, whose range is [-1/2, 1/2]; made anew at each call. */
    private static CoreGraph half(double weight) {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(2);
        int z = builder.affine(new DenseMap(2, 2, new double[] {1, -1, -1, 1}), new double[2], x, "hidden");
        int h = builder.add(new CoreOp.Piecewise(List.of(PiecewiseLinear.RELU)), List.of(z), 2, "relu");
        return builder.build(
                builder.affine(new DenseMap(1, 2, new double[] {weight, -weight}), new double[1], h, "output"));
    }

    /** Whether y can exceed the limit. */
    private static Query above(double limit) {
        return Queries.single(
                1,
                Queries.box(0, 1, 0, 1),
                Queries.output(0, -1, Rational.of(limit).negate(), true));
    }

    private Verdict verify(double weight, double limit, Optional<Path> certificate) {
        Options options = Options.withTimeout(Duration.ofSeconds(20))
                .withThreads(1)
                .withCertificates(Options.Certificates.WHERE_POSSIBLE, certificate);
        return cache.verify(half(weight), Optional.empty(), above(limit), options, Progress.Listener.NONE);
    }

    private Verdict verify(double weight, double limit) {
        return verify(weight, limit, Optional.empty());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.sorted().toList();
        }
    }

    private static boolean wasSearched(Verdict verdict) {
        return verdict.statistics() != SearchStatistics.NONE;
    }

    @Test
    void aProofIsSearchedForOnceAndThenChecked() throws IOException {
        Verdict first = verify(0.5, 0.625);
        assertThat(first).isInstanceOf(Verdict.Proved.class);
        assertThat(wasSearched(first)).isTrue();
        assertThat(files()).singleElement().asString().endsWith(".axc");

        Verdict second = verify(0.5, 0.625);
        assertThat(wasSearched(second)).isFalse();
        assertThat(second)
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        p -> assertThat(p.evidence()).isInstanceOfSatisfying(Evidence.Certificate.class, c -> {
                            assertThat(c.bytes()).isPositive();
                            assertThat(c.file()).isEmpty();
                        }));
    }

    @Test
    void aCounterexampleIsSearchedForOnceAndThenReplayed() throws IOException {
        Verdict first = verify(0.5, 0.25);
        Verdict second = verify(0.5, 0.25);
        assertThat(wasSearched(first)).isTrue();
        assertThat(wasSearched(second)).isFalse();
        assertThat(files()).singleElement().asString().endsWith(".point");
        assertThat(((Verdict.Refuted) second).counterexample().input())
                .isEqualTo(((Verdict.Refuted) first).counterexample().input());
    }

    @Test
    void anotherWeightOrBoundIsAnotherQuestion() {
        verify(0.5, 0.625);
        assertThat(verify(0.75, 0.625)).isInstanceOf(Verdict.Refuted.class);
        assertThat(verify(0.5, 0.375)).isInstanceOf(Verdict.Refuted.class);
        assertThat(wasSearched(verify(0.5, 0.626))).isTrue();
    }

    @Test
    void whatAnotherQuestionsProofSaysIsNotBelieved() throws IOException {
        verify(0.5, 0.625);
        Path proof = files().get(0);
        assertThat(verify(0.75, 0.625)).isInstanceOf(Verdict.Refuted.class);
        Path point = files().stream()
                .filter(f -> f.toString().endsWith(".point"))
                .findFirst()
                .orElseThrow();
        String refuted = point.getFileName().toString().replace(".point", ".axc");
        Files.copy(proof, point.resolveSibling(refuted));
        assertThat(verify(0.75, 0.625)).isInstanceOf(Verdict.Refuted.class);
        Files.move(point, Path.of(proof.toString().replace(".axc", ".point")));
        Files.delete(proof);
        assertThat(verify(0.5, 0.625)).isInstanceOf(Verdict.Proved.class);
        assertThat(files()).filteredOn(f -> f.toString().endsWith(".point")).isEmpty();
    }

    @Test
    void aDamagedFileCostsTimeAndNoVerdict() throws IOException {
        verify(0.5, 0.625);
        verify(0.5, 0.25);
        List<Path> files = files();
        SplittableRandom random = new SplittableRandom(7);
        for (Path file : files) {
            byte[] good = Files.readAllBytes(file);
            for (int k = 0; k < 60; k++) {
                byte[] bad =
                        k == 0 ? new byte[0] : k == 1 ? java.util.Arrays.copyOf(good, good.length / 2) : good.clone();
                if (k > 1) {
                    bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
                }
                Files.write(file, bad);
                assertThat(verify(0.5, 0.625)).as("%s %d", file, k).isInstanceOf(Verdict.Proved.class);
                assertThat(verify(0.5, 0.25)).as("%s %d", file, k).isInstanceOf(Verdict.Refuted.class);
            }
        }
        assertThat(wasSearched(verify(0.5, 0.625))).isFalse();
    }

    @Test
    void theCertificateThatIsAskedForIsWrittenFromTheCacheToo() {
        Path file = folder.resolve("proof.axc");
        for (int k = 0; k < 2; k++) {
            verify(0.5, 0.625, Optional.of(file));
            assertThat(CertificateCheck.check(
                            new CertificateFile(file), half(0.5), above(0.625), Long.MAX_VALUE / 4, Optional.empty()))
                    .isInstanceOf(org.axiomj.kernel.Kernel.Theorem.class);
            assertThat(file.toFile().delete()).isTrue();
        }
    }

    @Test
    void severalAtOnceGetTheSameAnswerAndLeaveOneFile() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Verdict>> verdicts = new ArrayList<>();
            for (int k = 0; k < 24; k++) {
                verdicts.add(pool.submit(() -> verify(0.5, 0.625)));
            }
            for (Future<Verdict> verdict : verdicts) {
                assertThat(verdict.get()).isInstanceOf(Verdict.Proved.class);
            }
        } finally {
            pool.shutdown();
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void anOraclesWordIsNotKept() throws IOException {
        Options off = Options.withTimeout(Duration.ofSeconds(20))
                .withCertificates(Options.Certificates.OFF, Optional.empty());
        assertThat(cache.verify(half(0.5), Optional.empty(), above(0.625), off, Progress.Listener.NONE))
                .isInstanceOf(Verdict.Proved.class);
        assertThat(files()).isEmpty();
    }
}

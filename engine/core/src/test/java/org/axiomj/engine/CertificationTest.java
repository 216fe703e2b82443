package org.axiomj.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.DenseMap;
import org.axiomj.ir.core.PiecewiseLinear;
import org.axiomj.ir.exact.Rational;
import org.axiomj.kernel.Kernel;
import org.axiomj.proofs.check.CertificateCheck;
import org.axiomj.proofs.check.CertificateFile;
import org.axiomj.proofs.elaborate.ProofTree;
import org.axiomj.proofs.statement.Semantics;
import org.axiomj.properties.Box;
import org.axiomj.properties.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a finished search to a certificate that others can check, and to what is said where there is none. */
class CertificationTest {
    private static final long SEED = 20261202;
    private static final int PROBLEMS = 250;
    private static final long FOREVER = Long.MAX_VALUE / 4;

    @TempDir
    private Path folder;

    private record Problem(CoreGraph graph, Query query) {}

    /** The same number yields the same problem, in other objects: as if it were read again. */
    private static Problem problem(int number) {
        SplittableRandom random = new SplittableRandom(SEED + number);
        CoreGraph graph = number % 2 == 0
                ? RandomGraphs.relu(random, 2, 3, 1 + random.nextInt(2), 2)
                : RandomGraphs.mixed(random, 2, 1, 2, false);
        return new Problem(graph, Queries.random(random, graph));
    }

    // ------------------------------------------------------------------------------------------------ every proof

    @Test
    void everyProofHasACertificateWhichIsTrueOfItsStatementAndOfNoOther() throws IOException {
        Path file = folder.resolve("proof.axc");
        int certified = 0;
        List<String> without = new ArrayList<>();
        for (int k = 0; k < PROBLEMS; k++) {
            Problem asked = problem(k);
            if (!(verify(asked, options().withCertificates(Options.Certificates.WHERE_POSSIBLE, Optional.of(file)))
                    instanceof Verdict.Proved proved)) {
                assertThat(file).as("problem %d", k).doesNotExist();
                continue;
            }
            if (proved.evidence() instanceof Evidence.Oracle oracle) {
                without.add(k + " " + oracle.name() + ": " + oracle.whyNoCertificate());
                assertThat(file).as("problem %d", k).doesNotExist();
                continue;
            }
            certified++;
            Problem again = problem(k);
            assertThat(check(file, again.graph, again.query))
                    .as("problem %d", k)
                    .isInstanceOf(Kernel.Theorem.class);
            assertRefused(k, file, again.graph, withOtherBound(again.query));
            assertRefused(k, file, withOtherWeight(again.graph), again.query);
        }
        assertThat(certified).isGreaterThan(50);
        // A tie is a limit that the network reaches; only exact arithmetic decides it, which the solver did.
        assertThat(without).allMatch(w -> w.contains(" axiom-search+z3: ")).hasSizeLessThan(certified / 10);
    }

    private static void assertRefused(int k, Path file, CoreGraph graph, Query query) {
        assertThat(check(file, graph, query))
                .isInstanceOfSatisfying(
                        org.axiomj.kernel.Verdict.Rejected.class,
                        r -> assertThat(r.reason()).as("problem %d", k).contains("another statement"));
    }

    @ParameterizedTest
    @EnumSource(Semantics.class)
    void aCertificateOfOneArithmeticIsNoneOfTheOther(Semantics semantics) throws IOException {
        Path file = folder.resolve("proof.axc");
        Problem easy = new Problem(deep(1), limit(deep(1), 1e6));
        Options options = with(options().withCertificates(Options.Certificates.REQUIRED, Optional.of(file)), semantics);
        assertThat(verify(easy, options)).isInstanceOf(Verdict.Proved.class);
        assertThat(new CertificateFile(file).semantics()).isEqualTo(semantics);

        byte[] bytes = new CertificateFile(file).open().readAllBytes();
        byte[] word = semantics.text().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        String other = semantics == Semantics.REAL ? "float32" : "real";
        byte[] swapped = new byte[bytes.length - word.length + other.length()];
        System.arraycopy(bytes, 0, swapped, 0, 5);
        swapped[5] = (byte) other.length();
        System.arraycopy(other.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, swapped, 6, other.length());
        System.arraycopy(bytes, 6 + word.length, swapped, 6 + other.length(), bytes.length - 6 - word.length);
        Files.write(file, swapped);
        assertRefused(0, file, easy.graph, easy.query);
    }

    @Test
    void theSameSeedAndOneThreadGiveTheSameCertificateByteForByte() throws IOException {
        int compared = 0;
        for (int k = 0; k < 60; k++) {
            byte[] first = certificate(problem(k), folder.resolve("first"));
            byte[] second = certificate(problem(k), folder.resolve("second"));
            assertThat(second).as("problem %d", k).isEqualTo(first);
            compared += first.length > 0 ? 1 : 0;
        }
        assertThat(compared).isGreaterThan(10);
        Problem large = new Problem(deep(3), limit(deep(3), 40));
        assertThat(certificate(large, folder.resolve("first")))
                .isNotEmpty()
                .isEqualTo(certificate(large, folder.resolve("second")));
    }

    private static byte[] certificate(Problem problem, Path file) throws IOException {
        verify(problem, options().withCertificates(Options.Certificates.WHERE_POSSIBLE, Optional.of(file)));
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    // ------------------------------------------------------------------------------------------------ no certificate

    /** The search ends at once, but by the time that certification begins the deadline has passed. */
    @Test
    void aDeadlineThatComesBeforeTheCertificateLeavesTheSearchsWordOrNothing() {
        Path file = folder.resolve("proof.axc");
        for (Options.Certificates wanted : Options.Certificates.values()) {
            Options options = Options.withTimeout(Duration.ofMillis(700)).withThreads(1);
            options = options.withCertificates(wanted, Optional.of(file));
            Verdict verdict = Verifier.verify(
                    deep(1), Optional.empty(), limit(deep(1), 1e6), options, sleepsAtCertificate(options));
            if (wanted == Options.Certificates.REQUIRED) {
                assertThat(verdict).isInstanceOfSatisfying(Verdict.Unknown.class, u -> {
                    assertThat(u.reason()).isEqualTo(Verdict.Reason.UNCERTIFIED);
                    assertThat(u.detail()).contains(Verifier.SEARCH);
                });
            } else {
                assertThat(verdict)
                        .isInstanceOfSatisfying(
                                Verdict.Proved.class,
                                p -> assertThat(p.evidence()).isInstanceOfSatisfying(Evidence.Oracle.class, o -> {
                                    assertThat(o.name()).isEqualTo(Verifier.SEARCH);
                                    assertThat(o.whyNoCertificate().isEmpty())
                                            .isEqualTo(wanted == Options.Certificates.OFF);
                                }));
            }
            awaitCertifiers();
            assertThat(folder).isEmptyDirectory();
        }
    }

    /** Whoever was left behind at a deadline must not write after it. */
    private static void awaitCertifiers() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            while (thread.getName().equals("axiom-certifier") && thread.isAlive()) {
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static Progress.Listener sleepsAtCertificate(Options options) {
        return progress -> {
            while (progress.stage().equals("certificate") && !options.expired()) {
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            }
        };
    }

    /** One leaf of a search that was far from done: certification goes on splitting until the deadline. */
    @Test
    void aDeadlineInTheMiddleOfACertificateEndsItAndLeavesNoFile() {
        Path file = folder.resolve("proof.axc");
        CoreGraph graph = deep(4);
        Options options = options().withCertificates(Options.Certificates.WHERE_POSSIBLE, Optional.of(file));
        long deadline = System.nanoTime() + 600_000_000L;
        List<ProofTree> trees = ProofTree.forest(1, Long.MAX_VALUE / 2);
        Evidence evidence = new Certification(graph, limit(graph, 4), trees, true, options, Progress.Listener.NONE)
                .evidence(deadline, "somebody");
        assertThat(evidence).isInstanceOfSatisfying(Evidence.Oracle.class, o -> {
            assertThat(o.name()).isEqualTo("somebody");
            assertThat(o.whyNoCertificate()).contains("deadline");
        });
        assertThat(System.nanoTime() - deadline).as("nanoseconds late").isLessThan(10_000_000_000L);
        awaitCertifiers();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aCertificateOfAnEarlierRunIsGoneWhereThisOneProvesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("proof.axc"), "of an earlier run");
        Problem fails = new Problem(deep(1), limit(deep(1), -1e6));
        Options options = options().withCertificates(Options.Certificates.WHERE_POSSIBLE, Optional.of(file));
        assertThat(verify(fails, options)).isInstanceOf(Verdict.Refuted.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aNodeThatTheKernelHasNoWordsForIsNamedWhereThereIsNoCertificate() {
        CoreGraph.Builder builder = new CoreGraph.Builder();
        int x = builder.input(1);
        int y = builder.add(new CoreOp.Piecewise(List.of(PiecewiseLinear.SIGN)), List.of(x), 1, "Sign 'jump' (node 7)");
        Problem jumping = new Problem(builder.build(y), limit(builder.build(y), 2));
        assertThat(verify(jumping, options()))
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        p -> assertThat(p.evidence())
                                .isInstanceOfSatisfying(
                                        Evidence.Oracle.class,
                                        o -> assertThat(o.whyNoCertificate()).contains("Sign 'jump' (node 7)")));
    }

    @Test
    void aFolderThatIsGoneIsAReasonForNoCertificateAndNoCrash() {
        Path nowhere = folder.resolve("gone").resolve("proof.axc");
        Options options = options().withCertificates(Options.Certificates.WHERE_POSSIBLE, Optional.of(nowhere));
        Problem easy = new Problem(deep(1), limit(deep(1), 1e6));
        assertThat(verify(easy, options))
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        p -> assertThat(p.evidence())
                                .isInstanceOfSatisfying(
                                        Evidence.Oracle.class,
                                        o -> assertThat(o.whyNoCertificate()).contains("cannot be written")));
    }

    // ------------------------------------------------------------------------------------------------ what they use

    private static Verdict verify(Problem problem, Options options) {
        return Verifier.verify(problem.graph, Optional.empty(), problem.query, options, Progress.Listener.NONE);
    }

    private static org.axiomj.kernel.Verdict check(Path file, CoreGraph graph, Query query) {
        return CertificateCheck.check(
                new CertificateFile(file), graph, query, System.nanoTime() + FOREVER, Optional.empty());
    }

    private static Options options() {
        return Options.withTimeout(Duration.ofSeconds(10)).withThreads(1);
    }

    private static Options with(Options o, Semantics semantics) {
        return new Options(
                o.deadlineNanos(),
                semantics,
                o.threads(),
                o.memoryMegabytes(),
                o.seed(),
                o.solver(),
                o.certificates(),
                o.certificateFile());
    }

    /** A ReLU network of so many layers with six inputs. */
    private static CoreGraph deep(int layers) {
        SplittableRandom random = new SplittableRandom(SEED);
        return RandomGraphs.withFloats(random, RandomGraphs.relu(random, 6, 12, layers, 1));
    }

    /** "The output exceeds a limit" on [-1, 1] for every input. */
    private static Query limit(CoreGraph graph, double limit) {
        double[] ends = new double[2 * graph.inputSize()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = i % 2 == 0 ? -1 : 1;
        }
        return Queries.single(1, Queries.box(ends), Queries.output(0, -1, Rational.of(-limit), true));
    }

    /** Less is asked, so the certificate would prove it: but it is not about it. */
    private static Query withOtherBound(Query query) {
        List<Query.Case> cases = new ArrayList<>(query.cases());
        Box box = cases.get(0).box();
        List<Rational> upper = new ArrayList<>(box.upper());
        upper.set(0, upper.get(0).add(box.lower().get(0)).divide(Rational.of(2)).add(Rational.of(0x1p-60)));
        cases.set(0, new Query.Case(new Box(box.lower(), upper), cases.get(0).unsafe()));
        return new Query(query.inputSize(), query.outputSize(), cases);
    }

    /** The first weight of the first affine node moves by the least that a double can. */
    private static CoreGraph withOtherWeight(CoreGraph graph) {
        List<CoreNode> nodes = new ArrayList<>(graph.nodes());
        for (int i = 0; i < nodes.size(); i++) {
            CoreNode node = nodes.get(i);
            if (node.op() instanceof CoreOp.Affine affine) {
                int columns = affine.map().inputSize();
                double[] weights = new double[node.size() * columns];
                for (int o = 0; o < node.size(); o++) {
                    int row = o;
                    affine.map().row(o, (column, w) -> weights[row * columns + column] = w);
                }
                weights[0] = Math.nextUp(weights[0]);
                CoreOp changed = new CoreOp.Affine(new DenseMap(node.size(), columns, weights), affine.bias());
                nodes.set(i, new CoreNode(i, changed, node.inputs(), node.size(), node.origin()));
                return new CoreGraph(nodes, graph.inputId(), graph.outputId());
            }
        }
        throw new IllegalArgumentException("no weight");
    }
}

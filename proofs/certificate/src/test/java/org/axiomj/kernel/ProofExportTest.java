package org.axiomj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.axiomj.proofs.check.CertificateFile;
import org.axiomj.proofs.elaborate.Elaboration;
import org.axiomj.proofs.elaborate.Elaborator;
import org.axiomj.proofs.elaborate.ProofTree;
import org.axiomj.proofs.export.NotExportableException;
import org.axiomj.proofs.export.OutsideChecker;
import org.axiomj.proofs.export.ProofExport;
import org.axiomj.proofs.statement.Semantics;
import org.axiomj.proofs.statement.Translation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported is judged by SMTInterpol's checker, and the problem by Z3. */
class ProofExportTest {
    private static final Pattern FARKAS = Pattern.compile("\\(farkas (\\d+) ");
    /** The step that joins the halves of a split: the literals, the case distinction, the proofs. */
    private static final Pattern JOIN =
            Pattern.compile("\\(res (t\\d+) \\(res (t\\d+) (\\(total [^\n]*\\)) (p\\d+)\\) (p\\d+)\\)\\)\\)\n");

    private static final long A_MINUTE = 60_000_000_000L;

    @TempDir
    Path folder;

    record Exported(String problem, String proof) {
        String checked() {
            return OutsideChecker.check(problem, proof);
        }

        String checkedWith(String otherProof) {
            return OutsideChecker.check(problem, otherProof);
        }
    }

    private CertificateFile file(byte[] certificate) throws IOException {
        return new CertificateFile(Files.write(folder.resolve("certificate"), certificate));
    }

    private Exported export(Statement statement, byte[] certificate) throws IOException {
        ProofExport export = new ProofExport(statement);
        StringBuilder problem = new StringBuilder();
        StringBuilder proof = new StringBuilder();
        export.problem(problem);
        export.proof(file(certificate), proof, Long.MAX_VALUE, System.nanoTime() + A_MINUTE);
        return new Exported(problem.toString(), proof.toString());
    }

    /** A random statement with its proof, if the certificate's writer finds one. */
    private Optional<Exported> random(int shape, int seed) throws IOException {
        Random random = new Random(1000L * shape + seed);
        Statement statement = Examples.statement(random, shape);
        Examples.Written written = Examples.write(statement, Examples.tree(random, statement, seed % 5), 2000);
        return written.elaboration().complete() ? Optional.of(export(statement, written.bytes())) : Optional.empty();
    }

    @ParameterizedTest(name = "shape {0}")
    @ValueSource(ints = {0, 1, 2, 3})
    void everyExportedProofIsAccepted(int shape) throws IOException {
        int accepted = 0;
        for (int seed = 0; seed < 15; seed++) {
            Optional<Exported> exported = random(shape, seed);
            if (exported.isPresent()) {
                assertThat(exported.get().checked()).as("seed " + seed).isEqualTo("valid");
                accepted++;
            }
        }
        assertThat(accepted).isGreaterThan(8);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void soAreProofsAboutSeveralBoxesLeakyReluMaximaAndSums(int seed) throws IOException {
        TinyStatements.Example example = TinyStatements.random(new Random(seed));
        Translation translation = example.translation(Semantics.REAL);

        Exported exported = export(translation.statement(), certificate(translation, example.trees()));

        assertThat(exported.checked()).isEqualTo("valid");
        assertThat(SmtVerdict.ofZ3(exported.problem())).isEqualTo("UNSATISFIABLE");
    }

    private static byte[] certificate(Translation translation, List<ProofTree> trees) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Elaborator.Options options =
                new Elaborator.Options(28, 24, true, 5000, 40, System.nanoTime() + A_MINUTE, leaves -> {});
        Elaboration elaboration = Elaborator.write(translation, trees, out, options);
        assertThat(elaboration.complete()).as(elaboration.reason()).isTrue();
        return out.toByteArray();
    }

    @Test
    void aProofWithAChangedMultiplierIsRefused() throws IOException {
        int refused = 0;
        for (int seed = 0; seed < 6; seed++) {
            Exported exported = random(seed % 4, seed).orElseThrow();
            List<MatchResult> places =
                    FARKAS.matcher(exported.proof()).results().toList();
            for (int k = 0; k < places.size(); k += 1 + places.size() / 8) {
                MatchResult place = places.get(k);
                String mutant = exported.proof().substring(0, place.start(1)) + "1"
                        + exported.proof().substring(place.start(1));
                assertThat(exported.checkedWith(mutant))
                        .as("seed " + seed + " farkas " + k)
                        .isEqualTo("invalid");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(20);
    }

    @Test
    void aProofWithALeafLeftOutIsRefused() throws IOException {
        int refused = 0;
        for (int count = 1; count < 15; count++) {
            Statement statement = TinyStatements.differences(count);
            Examples.Written written = Examples.write(statement, new ProofTree(), 2000);
            Exported exported = export(statement, written.bytes());
            assertThat(exported.checked()).isEqualTo("valid");
            for (String mutant : withoutALeaf(exported.proof())) {
                assertThat(exported.checkedWith(mutant)).isEqualTo("invalid");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(20);
    }

    private static List<String> withoutALeaf(String proof) {
        List<String> mutants = new ArrayList<>();
        for (MatchResult join : JOIN.matcher(proof).results().toList()) {
            String before = proof.substring(0, join.start());
            String after = "))\n" + proof.substring(join.end());
            String either = join.group(3);
            mutants.add(before + "(res " + join.group(2) + " " + either + " " + join.group(4) + ")" + after);
            mutants.add(before + "(res " + join.group(1) + " " + either + " " + join.group(5) + ")" + after);
        }
        return mutants;
    }

    @Test
    void aProofOfAnotherStatementIsRefused() throws IOException {
        Exported one = random(0, 1).orElseThrow();
        Exported other = random(0, 2).orElseThrow();

        assertThat(one.checkedWith(other.proof())).isNotEqualTo("valid");
    }

    @Test
    void float32IsRefusedWithAWayOut() throws IOException {
        TinyStatements.Example example = TinyStatements.random(new Random(1));
        Statement statement = example.translation(Semantics.FLOAT32).statement();

        assertThatThrownBy(() -> new ProofExport(statement))
                .isInstanceOf(NotExportableException.class)
                .hasMessageContaining("float32")
                .hasMessageContaining("--semantics real");
    }

    @Test
    void tooLargeAProofIsRefusedBeforeItIsWritten() throws IOException {
        TinyStatements.Example example = TinyStatements.random(new Random(1));
        Translation translation = example.translation(Semantics.REAL);
        CertificateFile file = file(certificate(translation, example.trees()));
        StringBuilder proof = new StringBuilder();

        assertThatThrownBy(() ->
                        new ProofExport(translation.statement()).proof(file, proof, 10, System.nanoTime() + A_MINUTE))
                .isInstanceOf(NotExportableException.class)
                .hasMessageContaining("axiom check");
        assertThat(proof).isEmpty();
    }
}

package org.axiomj.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.axiomj.proofs.check.CertificateFile;
import org.axiomj.proofs.export.OutsideChecker;
import org.axiomj.proofs.export.ProofExport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofExportTest {
    @TempDir
    Path folder;

    record Exported(String problem, String proof, ProofExport.Written written) {}

    private Exported export(Statement statement, byte[] certificate) throws IOException {
        Path file = Files.write(folder.resolve("c.axc"), certificate);
        ProofExport export = new ProofExport(statement);
        StringBuilder problem = new StringBuilder();
        StringBuilder proof = new StringBuilder();
        export.problem(problem);
        ProofExport.Written written =
                export.proof(new CertificateFile(file), proof, System.nanoTime() + 60_000_000_000L);
        return new Exported(problem.toString(), proof.toString(), written);
    }

    @ParameterizedTest(name = "shape {0}")
    @ValueSource(ints = {0, 1, 2, 3})
    void everyExportedProofIsValid(int shape) throws IOException {
        int done = 0;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(1000 * shape + seed);
            Statement statement = Examples.statement(random, shape);
            Examples.Written written = Examples.write(statement, Examples.tree(random, statement, seed % 4), 2000);
            if (!written.elaboration().complete()) {
                continue;
            }
            Exported e = export(statement, written.bytes());
            assertThat(OutsideChecker.check(e.problem(), e.proof()))
                    .as("seed " + seed)
                    .isEqualTo("valid");
            done++;
        }
        assertThat(done).isGreaterThan(10);
    }
}

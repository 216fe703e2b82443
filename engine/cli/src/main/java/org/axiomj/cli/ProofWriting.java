package org.axiomj.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.axiomj.cli.report.Numbers;
import org.axiomj.cli.syntax.Arguments;
import org.axiomj.cli.syntax.UsageException;
import org.axiomj.kernel.Statement;
import org.axiomj.proofs.check.CertificateFile;
import org.axiomj.proofs.check.InvalidCertificateException;
import org.axiomj.proofs.export.NotExportableException;
import org.axiomj.proofs.export.ProofExport;
import org.axiomj.proofs.statement.InexpressibleException;
import org.axiomj.proofs.statement.StatementBuilder;
import org.axiomj.properties.Problem;

/** {@code axiom export --proof}: a certificate's proof and the problem it is about, in a format of others. */
final class ProofWriting {
    private static final String FORMAT = "resolute";
    private static final long FOREVER = Long.MAX_VALUE / 4;

    private ProofWriting() {}

    static int run(Arguments arguments, Terminal terminal) {
        String format = arguments.text("--proof").orElseThrow();
        if (!format.equals(FORMAT)) {
            throw new UsageException("--proof: expected " + FORMAT + ", found '" + format + "'");
        }
        if (arguments.has("--smt2")) {
            throw new UsageException("export: either --smt2 or --proof, which writes its own problem");
        }
        String certificate = required(arguments, "--certificate", "FILE");
        String out = required(arguments, "--out", "NAME");
        try {
            return InputFailures.told(terminal, () -> write(arguments.positionals(), certificate, out, terminal));
        } catch (InvalidCertificateException | InexpressibleException | NotExportableException e) {
            terminal.err().println("axiom: " + e.getMessage());
            return ExitCode.BAD_INPUT;
        } catch (OutOfMemoryError e) {
            terminal.err()
                    .println("axiom: the Java heap is too small for this proof; it needs a machine with more memory");
            return ExitCode.BAD_INPUT;
        }
    }

    private static String required(Arguments arguments, String option, String label) {
        return arguments
                .text(option)
                .orElseThrow(() -> new UsageException("export --proof needs " + option + " " + label));
    }

    private static int write(List<String> files, String from, String out, Terminal terminal) {
        Problem asked = ProblemReader.read(files.get(0), files.get(1));
        CertificateFile certificate = new CertificateFile(Path.of(from));
        Statement statement = StatementBuilder.build(asked.composition().core(), asked.query(), certificate.semantics())
                .statement();
        ProofExport export = new ProofExport(statement);
        Path problem = Path.of(out + ".smt2").toAbsolutePath();
        Path proof = Path.of(out + ".proof").toAbsolutePath();
        try {
            long deadline = System.nanoTime() + FOREVER;
            ProofExport.Written[] written = new ProofExport.Written[1];
            long bytes = WholeFile.write(
                    proof,
                    text -> written[0] = export.proof(certificate, text, ProofExport.MOST_INEQUALITIES, deadline));
            WholeFile.write(problem, export::problem);
            terminal.out()
                    .println("wrote " + problem.getFileName() + " and " + proof.getFileName() + " ("
                            + Numbers.grouped(bytes) + " bytes: " + Numbers.grouped(written[0].leaves())
                            + (written[0].leaves() == 1 ? " leaf, " : " leaves, ")
                            + Numbers.grouped(written[0].steps()) + " steps of "
                            + Numbers.grouped(written[0].inequalities()) + " inequalities)");
        } catch (IOException e) {
            throw new UsageException("--out: cannot write " + out + ": " + e);
        }
        return 0;
    }
}

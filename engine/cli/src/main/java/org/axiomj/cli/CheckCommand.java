package org.axiomj.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.axiomj.cli.report.LabelledLines;
import org.axiomj.cli.report.Numbers;
import org.axiomj.cli.syntax.Arguments;
import org.axiomj.cli.syntax.CommandSyntax;
import org.axiomj.cli.syntax.CommandSyntax.Option;
import org.axiomj.cli.syntax.CommandSyntax.Positional;
import org.axiomj.kernel.Kernel;
import org.axiomj.kernel.Verdict;
import org.axiomj.proofs.check.CertificateCheck;
import org.axiomj.proofs.check.CertificateFile;
import org.axiomj.proofs.check.InvalidCertificateException;
import org.axiomj.proofs.statement.InexpressibleException;
import org.axiomj.properties.PlainLanguage;
import org.axiomj.properties.Problem;

/** {@code axiom check}: has the kernel re-check a certificate, without the prover and without any native code. */
final class CheckCommand implements Subcommand {
    private static final int VALID = 0;
    private static final int INVALID = 1;
    private static final int ORACLES = 2;
    private static final long FOREVER = Long.MAX_VALUE / 4;

    @Override
    public CommandSyntax syntax() {
        return new CommandSyntax(
                "check",
                "Re-checks a proof: exit code 0 valid, 1 invalid, 2 valid but for named oracles, 3 bad input.",
                List.of(
                        new Positional("CERTIFICATE", "What verify --certificate wrote.", false),
                        new Positional("MODEL", "The model that it is about.", false),
                        new Positional("PROPERTY", "The property that it is about.", false)),
                List.of(
                        new Option("--print", "", "Print the certificate as text, down to what is wrong with it."),
                        new Option("--timeout", "SECONDS", "Refuse the certificate if it takes longer."),
                        NetworkOptions.OPTION));
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        long deadline = System.nanoTime() + arguments.seconds("--timeout", FOREVER);
        try {
            return InputFailures.told(terminal, () -> check(arguments, terminal, deadline));
        } catch (InvalidCertificateException | InexpressibleException e) {
            terminal.err().println("axiom: " + e.getMessage());
            return ExitCode.BAD_INPUT;
        } catch (OutOfMemoryError e) {
            terminal.err().println("axiom: the Java heap is too small for this statement; give more with --memory");
            return ExitCode.BAD_INPUT;
        }
    }

    private static int check(Arguments arguments, Terminal terminal, long deadline) {
        List<String> files = arguments.positionals();
        Problem problem = ProblemReader.read(files.get(1), files.get(2));
        CertificateFile certificate = new CertificateFile(Path.of(files.get(0)));
        long from = System.nanoTime();
        Optional<Appendable> text = arguments.has("--print") ? Optional.of(terminal.out()) : Optional.empty();
        Verdict verdict =
                CertificateCheck.check(certificate, problem.composition().core(), problem.query(), deadline, text);
        if (verdict instanceof Verdict.Rejected rejected) {
            terminal.out().println("INVALID  at " + rejected.path() + ": " + rejected.reason());
            return INVALID;
        }
        Kernel.Theorem theorem = (Kernel.Theorem) verdict;
        StringBuilder told = new StringBuilder();
        told.append("VALID  [").append(certificate.semantics().text()).append(" arithmetic, kernel ");
        told.append(theorem.kernelVersion()).append(", ").append(counted(theorem.leaves(), "leaf", "leaves"));
        told.append(", ").append(counted(theorem.lemmas(), "lemma", "lemmas")).append(", ");
        told.append(Numbers.seconds((System.nanoTime() - from) / 1_000_000)).append(" s]\n");
        LabelledLines.append(told, "model", files.get(1));
        LabelledLines.append(told, "property", PlainLanguage.describe(problem.query()));
        for (String oracle : theorem.oracles()) {
            LabelledLines.append(told, "oracle", oracle);
        }
        terminal.out().print(told);
        return theorem.oracles().isEmpty() ? VALID : ORACLES;
    }

    private static String counted(long count, String one, String many) {
        return Numbers.grouped(count) + " " + (count == 1 ? one : many);
    }
}

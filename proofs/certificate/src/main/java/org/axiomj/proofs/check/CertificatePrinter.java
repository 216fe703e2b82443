package org.axiomj.proofs.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.axiomj.kernel.Beta;
import org.axiomj.kernel.Kernel;
import org.axiomj.kernel.Observer;
import org.axiomj.kernel.Statement;
import org.axiomj.kernel.Verdict;

/** Writes a certificate as text, one line for each thing it says, while the kernel checks it. */
public final class CertificatePrinter implements Observer {
    private final Appendable out;

    private CertificatePrinter(Appendable out) {
        this.out = out;
    }

    /** Prints up to the first thing that the kernel refuses; returns its verdict. */
    public static Verdict print(Statement statement, InputStream certificate, long deadlineNanos, Appendable out) {
        CertificatePrinter printer = new CertificatePrinter(out);
        printer.line("axiomj certificate version " + Kernel.VERSION + " statement "
                + java.util.HexFormat.of().formatHex(statement.hash()));
        Verdict verdict = Kernel.check(statement, certificate, deadlineNanos, printer);
        if (verdict instanceof Verdict.Rejected rejected) {
            printer.line("rejected at " + rejected.path() + ": " + rejected.reason());
        } else if (verdict instanceof Kernel.Theorem theorem) {
            printer.line("theorem " + theorem.leaves() + " leaves " + theorem.lemmas() + " lemmas");
        }
        return verdict;
    }

    @Override
    public void node(int caseIndex, String path) {
        line("node case " + caseIndex + " path " + (path.isEmpty() ? "-" : path));
    }

    @Override
    public void lemma(int relu, int element, boolean upperSide, boolean chord, long bound) {
        line("  lemma " + relu + "." + element + (upperSide ? " <= " : " >= ") + bound + (chord ? " chord" : " 0/1"));
    }

    @Override
    public void splitInput(int input, long cut) {
        line("  split input " + input + " at " + cut);
    }

    @Override
    public void splitRelu(int relu, int element) {
        line("  split relu " + relu + "." + element);
    }

    @Override
    public void constraint(int index) {
        line("  constraint " + index + " excluded for good");
    }

    @Override
    public void empty() {
        line("  empty");
    }

    @Override
    public void choose(int part) {
        line(part == 0 ? "  of the and a combination" : "  of the and part " + (part - 1));
    }

    @Override
    public void combine(long[] weights) {
        StringBuilder text = new StringBuilder("  weights");
        for (long w : weights) {
            text.append(' ').append(w);
        }
        line(text.toString());
    }

    @Override
    public void row(int slopes, int[] values, Beta[] betas, long bound) {
        StringBuilder text = new StringBuilder("  row >= ").append(bound);
        text.append(slopes == 0 ? " 0/1" : slopes == 1 ? " chord" : slopes == 2 ? " slopes/255" : " slopes/65535");
        for (int a : values) {
            text.append(' ').append(a);
        }
        for (Beta b : betas) {
            text.append(" change ").append(b.node()).append('.').append(b.element());
            text.append(' ').append(b.mantissa()).append("*2^-").append(b.exponent());
        }
        line(text.toString());
    }

    private void line(String text) {
        try {
            out.append(text).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.axiomj.proofs.export;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A RESOLUTE proof as it grows: one long chain of {@code let} and {@code let-proof}, so that every term and every step is
 * written once and named. A step is a proof term; which clause it proves is the checker's business. The format: Hoenicke and
 * Schindler, A Simple Proof Format for SMT, SMT Workshop 2022.
 */
final class ResoluteWriter {
    private static final int LINE = 120;

    private final Appendable out;
    private int names;
    private int open;

    ResoluteWriter(Appendable out) {
        this.out = out;
        write("unsat\n");
    }

    /** Names a term. */
    String term(String text) {
        return name("(let ((t", text);
    }

    /** Names a proof. */
    String proof(String text) {
        return name("(let-proof ((p", text);
    }

    private String name(String before, String text) {
        names++;
        open++;
        write(before + names + " " + text + "))\n");
        return before.charAt(before.length() - 1) + "" + names;
    }

    /** Ends with the proof of the empty clause. */
    void finish(String proof) {
        write(proof);
        for (int i = 0; i < open; i++) {
            write(i % LINE == LINE - 1 ? ")\n" : ")");
        }
        write("\n");
    }

    private void write(String text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ------------------------------------------------------------------------------------------------ proof terms

    /** From a proof of a clause with the pivot and one of a clause with its negation. */
    static String resolve(String pivot, String positive, String negative) {
        return "(res " + pivot + " " + positive + " " + negative + ")";
    }

    static String assume(String term) {
        return "(assume " + term + ")";
    }

    /** {@code a <= b or b < a}. */
    static String total(String a, String b) {
        return "(total " + a + " " + b + ")";
    }

    /** {@code not or, or one of its parts}. */
    static String anyOf(String or) {
        return "(or- " + or + ")";
    }

    /** {@code not and, or that part}. */
    static String partOf(String and, int part) {
        return "(and- " + part + " " + and + ")";
    }
}

package org.axiomj.cli;

import org.axiomj.engine.Verdict;

/** The exit codes that scripts rely on. */
public final class ExitCode {
    public static final int PROVED = 0;
    public static final int REFUTED = 1;
    public static final int UNKNOWN = 2;
    public static final int BAD_INPUT = 3;
    public static final int DEFECT = 4;

    private ExitCode() {}

    static int of(Verdict verdict) {
        return verdict instanceof Verdict.Proved ? PROVED : verdict instanceof Verdict.Refuted ? REFUTED : UNKNOWN;
    }

    /** The code of two tasks together: a failure outweighs a verdict, and a counterexample outweighs what is unknown. */
    public static int worse(int a, int b) {
        return weight(a) >= weight(b) ? a : b;
    }

    private static int weight(int code) {
        return switch (code) {
            case PROVED -> 0;
            case UNKNOWN -> 1;
            case REFUTED -> 2;
            case BAD_INPUT -> 3;
            default -> 4;
        };
    }
}

package org.axiomj.kernel;

/** Told what a certificate holds while it is checked; for printing. Has no say in the verdict. */
public interface Observer {
    Observer NONE = new Observer() {};

    default void node(int caseIndex, String path) {}

    /** A bound computed and accepted, in units of {@code 2^-unit}. */
    default void lemma(int relu, int element, boolean upperSide, boolean chord, long bound) {}

    default void splitInput(int input, long cut) {}

    default void splitRelu(int relu, int element) {}

    /** A constraint that is excluded in this node and below. */
    default void constraint(int index) {}

    /** No point reaches this node. */
    default void empty() {}

    /** A part of an and that is excluded; 0 stands for a combination of its atoms. */
    default void choose(int part) {}

    default void combine(long[] weights) {}

    /** A row with the bound found: slopes 0 adaptive, 1 chord, 2 explicit in units of 1/255, 3 of 1/65535. */
    default void row(int slopes, int[] values, Beta[] betas, long bound) {}
}

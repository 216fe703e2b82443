package org.axiomj.properties.vnnlib;

import java.util.List;

/** Specifications of two inputs and two outputs for tests. */
final class SmallSpecification {
    static final String DECLARATIONS = """
        (declare-const X_0 Real)
        (declare-const X_1 Real)
        (declare-const Y_0 Real)
        (declare-const Y_1 Real)
        """;

    static final String BOX = """
        (assert (>= X_0 0))
        (assert (<= X_0 1))
        (assert (>= X_1 -0.5))
        (assert (<= X_1 5e-1))
        """;

    static final List<String> GOOD_ONES = List.of(
            DECLARATIONS + BOX + "(assert (or (and (<= Y_0 Y_1)) (and (>= Y_0 3.991125645861615))))\n",
            DECLARATIONS
                    + "(assert (or (and (<= 0 X_0 1) (<= 0 X_1 1) (< Y_0 1)) (and (<= 2 X_0 3) (= X_1 2) (> Y_1"
                    + " 2))))\n",
            DECLARATIONS + BOX
                    + "(assert (let ((a (+ X_0 (* 2 Y_0))) (p (< X_1 0.25))) (=> p (< (- a Y_1) (/ 1 3)))))\n",
            DECLARATIONS + BOX + "(define-fun c () Real 1.5E+2)\n(assert (not (= Y_0 c)))\n(check-sat) ; done\n",
            "(set-logic QF_LRA)\n(set-info :source |any text (|)\n(declare-fun X_0 () Real)(declare-fun X_1 () Real)"
                    + "(declare-fun Y_0 () Real)(declare-fun Y_1 () Real)" + BOX
                    + "(assert (! (or (>= X_0 .5) (>= Y_1 1.)) :named goal))");

    private SmallSpecification() {}
}

package org.axiomj.proofs;

/** Three-valued truth. */
enum Truth {
    TRUE,
    FALSE,
    UNDECIDED;

    Truth and(Truth other) {
        return this == FALSE || other == FALSE ? FALSE : this == TRUE && other == TRUE ? TRUE : UNDECIDED;
    }

    Truth or(Truth other) {
        return this == TRUE || other == TRUE ? TRUE : this == FALSE && other == FALSE ? FALSE : UNDECIDED;
    }
}

package org.axiomj.annotations;

/** The arithmetic in which a property is to hold. */
public enum Semantics {
    /** Exact real arithmetic on the stored weights. */
    REAL,
    /** Every execution in IEEE-754 binary32. */
    FLOAT32
}

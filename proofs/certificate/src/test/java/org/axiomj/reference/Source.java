package org.axiomj.reference;

/** Where the bits of trees come from. */
interface Source {
    /** What bits stand for. */
    enum Kind {
        ANY,
        LEMMA,
        CHORD,
        CHOICE,
        INPUT,
        RELU,
        ELEMENT,
        KEEP,
        ATOM,
        PART,
        WEIGHT,
        SLOPES,
        SLOPE,
        CHANGED,
        CHANGES,
        SIGN,
        MANTISSA,
        EXPONENT
    }

    /** The next bits, the most significant first; at most 31. */
    int bits(Kind kind, int count);

    /** The next bits, which should be a number below {@code n}. */
    int index(Kind kind, int count, int n);

    /** A node ends: up to the next byte, all bits have to be 0. */
    void endNode();
}

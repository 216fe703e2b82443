package org.axiomj.proofs.export;

/** Chooses multipliers of ReLU arguments. Any choice gives a proof of some bound; a good one, of a good bound. */
@FunctionalInterface
interface Multipliers {
    /** None of the value is passed on to the argument: what interval arithmetic does. */
    Multipliers INTERVAL = (relu, element, coefficient) -> Dyadic.ZERO;

    /**
     * How much of the argument stands for a ReLU's value.
     *
     * @param coefficient the value's coefficient
     */
    Dyadic of(int relu, int element, Dyadic coefficient);
}

package org.axiomj.properties.vnnlib;

/** How messages speak of the inputs of a query. */
interface Inputs {
    /** As the text writes it: {@code X_3}. */
    String inputName(int index);

    /** Where it is declared. */
    int inputOffset(int index);
}

package org.axiomj.ir.core;

/**
 * A linear map between vectors, kept in the form in which it was given (a matrix, a convolution, a selection, ...) and
 * never expanded. Coefficients are exact doubles; where the mathematical coefficient is no double (a division by 3, the
 * square root in a batch normalisation), the stored one is within {@link #relativeError()} of it.
 *
 * <p>Batched calls work on row-major matrices whose rows are vectors. All calls <em>add</em> to their target. Rounding: a
 * computed sum of {@code n} products is within {@code gamma(n + 1) * sum |a||x|} of the exact one, in any order of
 * summation (Higham, Accuracy and Stability, ch. 3); {@link #maxTerms()} and {@link #maxTermsTransposed()} give n.
 */
public interface LinearMap {
    int inputSize();

    int outputSize();

    /** {@code y[r] += A x[r]} for each of {@code rows} rows. */
    void apply(double[] x, int rows, double[] y);

    /** {@code x[r] += A^T y[r]} for each of {@code rows} rows. */
    void applyTransposed(double[] y, int rows, double[] x);

    /** {@code y += A x} in float32 arithmetic, every product and sum rounded to float32. */
    void apply(float[] x, float[] y);

    /** The map whose coefficients are the absolute values of this one's. */
    LinearMap absolute();

    /** Visits the stored non-zero coefficients of one row, columns ascending; each column at most once. */
    void row(int output, EntryVisitor visitor);

    /** Largest number of products in one output element. */
    int maxTerms();

    /** Largest number of products in one element of the transposed map's output. */
    int maxTermsTransposed();

    /** Every exact coefficient is the stored one times {@code (1 + d)} with {@code |d| <= relativeError()}; 0 if exact. */
    default double relativeError() {
        return 0;
    }

    /** Called with a column and its stored coefficient. */
    interface EntryVisitor {
        void entry(int column, double coefficient);
    }
}

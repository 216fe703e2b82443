package org.axiomj.ir.core;

/** The same map on each of several consecutive blocks of the input: a block-diagonal matrix with equal blocks. */
public final class RepeatedMap implements LinearMap, ColumnAccess {
    private final int count;
    private final LinearMap block;
    private final TransposedMap transposedBlock;

    public RepeatedMap(int count, LinearMap block) {
        if (count < 1) {
            throw new IllegalArgumentException("a map is repeated at least once, found " + count);
        }
        if ((long) count * block.inputSize() > Integer.MAX_VALUE
                || (long) count * block.outputSize() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(count + " times a map of " + block.inputSize() + " to "
                    + block.outputSize() + " elements is too large");
        }
        this.count = count;
        this.block = block;
        this.transposedBlock = new TransposedMap(block);
    }

    public int count() {
        return count;
    }

    public LinearMap block() {
        return block;
    }

    @Override
    public int inputSize() {
        return count * block.inputSize();
    }

    @Override
    public int outputSize() {
        return count * block.outputSize();
    }

    @Override
    public void apply(double[] x, int rows, double[] y) {
        block.apply(x, Math.multiplyExact(rows, count), y);
    }

    @Override
    public void applyTransposed(double[] y, int rows, double[] x) {
        block.applyTransposed(y, Math.multiplyExact(rows, count), x);
    }

    @Override
    public void apply(float[] x, float[] y) {
        float[] in = new float[block.inputSize()];
        float[] out = new float[block.outputSize()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(x, i * in.length, in, 0, in.length);
            System.arraycopy(y, i * out.length, out, 0, out.length);
            block.apply(in, out);
            System.arraycopy(out, 0, y, i * out.length, out.length);
        }
    }

    @Override
    public LinearMap absolute() {
        return new RepeatedMap(count, block.absolute());
    }

    @Override
    public void row(int output, EntryVisitor visitor) {
        int shift = output / block.outputSize() * block.inputSize();
        block.row(output % block.outputSize(), (j, coefficient) -> visitor.entry(shift + j, coefficient));
    }

    @Override
    public void column(int input, EntryVisitor visitor) {
        int shift = input / block.inputSize() * block.outputSize();
        transposedBlock.row(input % block.inputSize(), (i, coefficient) -> visitor.entry(shift + i, coefficient));
    }

    @Override
    public int maxTerms() {
        return block.maxTerms();
    }

    @Override
    public int maxTermsTransposed() {
        return block.maxTermsTransposed();
    }

    @Override
    public double relativeError() {
        return block.relativeError();
    }
}

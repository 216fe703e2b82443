package org.axiomj.ir.core;

/**
 * A convolution, kept as its kernel. {@code y[o, r, s] = sum over c, i, j of kernel[o, c, i, j] * x[c', r strideY + i
 * dilationY - padTop, s strideX + j dilationX - padLeft]}, with c' the c-th input channel of the group of o.
 *
 * <p>The double products run pixel by pixel with the channels innermost ({@link ConvolutionKernel}).
 */
public final class ConvolutionMap implements LinearMap, ColumnAccess {
    private final ConvolutionGeometry geometry;
    private final double[] kernel;
    private final ConvolutionKernel products;
    private final int maxTerms;
    private final int maxTermsTransposed;

    /** The array is not copied and must not change; layout as in ONNX: outChannels x inChannels/groups x height x width. */
    public ConvolutionMap(ConvolutionGeometry geometry, double[] kernel) {
        if (kernel.length != geometry.kernelSize()) {
            throw new IllegalArgumentException(
                    "a kernel of this convolution has " + geometry.kernelSize() + " weights, found " + kernel.length);
        }
        this.geometry = geometry;
        this.kernel = kernel;
        int inPerGroup = geometry.inChannels() / geometry.groups();
        int outPerGroup = geometry.outChannels() / geometry.groups();
        products = new ConvolutionKernel(geometry, kernel);
        maxTerms = inPerGroup
                * most(geometry.outHeight(), r -> rowsUsed(r))
                * most(geometry.outWidth(), s -> columnsUsed(s));
        maxTermsTransposed =
                outPerGroup * most(geometry.inHeight(), i -> rowUses(i)) * most(geometry.inWidth(), j -> columnUses(j));
    }

    public ConvolutionGeometry geometry() {
        return geometry;
    }

    /** The weights, not copied. */
    public double[] kernel() {
        return kernel;
    }

    @Override
    public int inputSize() {
        return geometry.inputSize();
    }

    @Override
    public int outputSize() {
        return geometry.outputSize();
    }

    @Override
    public void apply(double[] x, int rows, double[] y) {
        products.apply(x, rows, y);
    }

    @Override
    public void applyTransposed(double[] y, int rows, double[] x) {
        products.applyTransposed(y, rows, x);
    }

    @Override
    public void apply(float[] x, float[] y) {
        ConvolutionGeometry g = geometry;
        int inPerGroup = g.inChannels() / g.groups();
        int outPerGroup = g.outChannels() / g.groups();
        int outHeight = g.outHeight();
        int outWidth = g.outWidth();
        for (int o = 0, k = 0; o < g.outChannels(); o++) {
            int firstChannel = o / outPerGroup * inPerGroup;
            for (int c = 0; c < inPerGroup; c++) {
                int plane = (firstChannel + c) * g.inHeight() * g.inWidth();
                for (int i = 0; i < g.kernelHeight(); i++) {
                    for (int j = 0; j < g.kernelWidth(); j++, k++) {
                        addPlane(x, plane, (float) kernel[k], i, j, y, o * outHeight * outWidth, outHeight, outWidth);
                    }
                }
            }
        }
    }

    private void addPlane(float[] x, int xAt, float weight, int i, int j, float[] y, int yAt, int height, int width) {
        int shiftY = i * geometry.dilationY() - geometry.padTop();
        int shiftX = j * geometry.dilationX() - geometry.padLeft();
        int strideX = geometry.strideX();
        int from = shiftX >= 0 ? 0 : (-shiftX + strideX - 1) / strideX;
        int to = Math.min(width, shiftX >= geometry.inWidth() ? 0 : (geometry.inWidth() - 1 - shiftX) / strideX + 1);
        for (int r = 0; r < height; r++) {
            int in = r * geometry.strideY() + shiftY;
            if (in < 0 || in >= geometry.inHeight()) {
                continue;
            }
            int source = xAt + in * geometry.inWidth() + shiftX;
            int target = yAt + r * width;
            for (int s = from; s < to; s++) {
                y[target + s] += weight * x[source + s * strideX];
            }
        }
    }

    @Override
    public LinearMap absolute() {
        double[] k = new double[kernel.length];
        for (int i = 0; i < k.length; i++) {
            k[i] = Math.abs(kernel[i]);
        }
        return new ConvolutionMap(geometry, k);
    }

    @Override
    public void row(int output, EntryVisitor visitor) {
        ConvolutionGeometry g = geometry;
        int inPerGroup = g.inChannels() / g.groups();
        int pixels = g.outHeight() * g.outWidth();
        int o = output / pixels;
        int top = output % pixels / g.outWidth() * g.strideY() - g.padTop();
        int left = output % g.outWidth() * g.strideX() - g.padLeft();
        int firstChannel = o / (g.outChannels() / g.groups()) * inPerGroup;
        int k = o * inPerGroup * g.kernelHeight() * g.kernelWidth();
        for (int c = 0; c < inPerGroup; c++) {
            for (int i = 0; i < g.kernelHeight(); i++) {
                int y = top + i * g.dilationY();
                for (int j = 0; j < g.kernelWidth(); j++, k++) {
                    int x = left + j * g.dilationX();
                    if (kernel[k] != 0 && y >= 0 && y < g.inHeight() && x >= 0 && x < g.inWidth()) {
                        visitor.entry(((firstChannel + c) * g.inHeight() + y) * g.inWidth() + x, kernel[k]);
                    }
                }
            }
        }
    }

    @Override
    public void column(int input, EntryVisitor visitor) {
        ConvolutionGeometry g = geometry;
        int inPerGroup = g.inChannels() / g.groups();
        int outPerGroup = g.outChannels() / g.groups();
        int channel = input / (g.inHeight() * g.inWidth());
        int bottom = input / g.inWidth() % g.inHeight() + g.padTop();
        int right = input % g.inWidth() + g.padLeft();
        int firstOut = channel / inPerGroup * outPerGroup;
        for (int o = firstOut; o < firstOut + outPerGroup; o++) {
            int k = (o * inPerGroup + channel % inPerGroup) * g.kernelHeight() * g.kernelWidth();
            for (int i = g.kernelHeight() - 1; i >= 0; i--) {
                int r = position(bottom - i * g.dilationY(), g.strideY(), g.outHeight());
                for (int j = g.kernelWidth() - 1; r >= 0 && j >= 0; j--) {
                    int s = position(right - j * g.dilationX(), g.strideX(), g.outWidth());
                    double w = kernel[k + i * g.kernelWidth() + j];
                    if (s >= 0 && w != 0) {
                        visitor.entry((o * g.outHeight() + r) * g.outWidth() + s, w);
                    }
                }
            }
        }
    }

    @Override
    public int maxTerms() {
        return maxTerms;
    }

    @Override
    public int maxTermsTransposed() {
        return maxTermsTransposed;
    }

    /** The output position that starts at {@code at} of the padded input, or -1. */
    private static int position(int at, int stride, int positions) {
        return at >= 0 && at % stride == 0 && at / stride < positions ? at / stride : -1;
    }

    private int rowsUsed(int r) {
        int used = 0;
        for (int i = 0; i < geometry.kernelHeight(); i++) {
            int y = r * geometry.strideY() + i * geometry.dilationY() - geometry.padTop();
            used += y >= 0 && y < geometry.inHeight() ? 1 : 0;
        }
        return used;
    }

    private int columnsUsed(int s) {
        int used = 0;
        for (int j = 0; j < geometry.kernelWidth(); j++) {
            int x = s * geometry.strideX() + j * geometry.dilationX() - geometry.padLeft();
            used += x >= 0 && x < geometry.inWidth() ? 1 : 0;
        }
        return used;
    }

    private int rowUses(int y) {
        int uses = 0;
        for (int i = 0; i < geometry.kernelHeight(); i++) {
            uses += position(y + geometry.padTop() - i * geometry.dilationY(), geometry.strideY(), geometry.outHeight())
                            >= 0
                    ? 1
                    : 0;
        }
        return uses;
    }

    private int columnUses(int x) {
        int uses = 0;
        for (int j = 0; j < geometry.kernelWidth(); j++) {
            uses += position(x + geometry.padLeft() - j * geometry.dilationX(), geometry.strideX(), geometry.outWidth())
                            >= 0
                    ? 1
                    : 0;
        }
        return uses;
    }

    private static int most(int count, java.util.function.IntUnaryOperator of) {
        int most = 0;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, of.applyAsInt(i));
        }
        return most;
    }
}

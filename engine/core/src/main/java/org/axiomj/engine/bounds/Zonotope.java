package org.axiomj.engine.bounds;

import java.util.Arrays;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.ir.core.LinearMap;

/**
 * The set {@code { c + G^T e + d : |e_k| <= 1, |d_i| <= error_i }} of values of one node. Row 0 of {@code rows} is the
 * centre, row {@code 1 + k} the generator of noise symbol k; symbols that this node does not know have no row, so nodes
 * that were made earlier have fewer rows. The error vector holds all rounding, so the set is sound over the reals
 * (Singh et al., Fast and Effective Robustness Certification, 2018, with the floating-point error carried apart).
 */
final class Zonotope {
    final int size;
    int symbols;
    double[] rows;
    final double[] error;

    Zonotope(int size, int symbols) {
        this.size = size;
        this.symbols = symbols;
        rows = new double[(symbols + 1) * size];
        error = new double[size];
    }

    static Zonotope ofBox(double[] lower, double[] upper, int[] symbolOf, int symbols) {
        Zonotope z = new Zonotope(lower.length, symbols);
        for (int i = 0; i < lower.length; i++) {
            double middle = lower[i] / 2 + upper[i] / 2;
            double radius = Math.nextUp(Math.max(upper[i] - middle, middle - lower[i]));
            z.rows[i] = middle;
            if (symbolOf[i] >= 0) {
                z.rows[(1 + symbolOf[i]) * z.size + i] = radius;
            } else {
                z.error[i] = upper[i] == lower[i] && middle == lower[i] ? 0 : radius;
            }
        }
        return z;
    }

    /** @param execution relative error of an execution, of the sum of magnitudes; 0 over the reals */
    Zonotope affine(CoreOp.Affine op, LinearMap absolute, double execution) {
        LinearMap map = op.map();
        Zonotope out = new Zonotope(map.outputSize(), symbols);
        map.apply(rows, symbols + 1, out.rows);
        double gamma = Rounding.gamma(map.maxTerms()) + 2 * map.relativeError() + execution;
        double[] carried = new double[size];
        double[] magnitude = magnitude();
        for (int i = 0; i < size; i++) {
            carried[i] = error[i] * (1 + gamma) + gamma * magnitude[i];
        }
        absolute.apply(carried, 1, out.error);
        for (int o = 0; o < out.size; o++) {
            double before = out.rows[o];
            out.rows[o] = before + op.bias()[o];
            out.error[o] = Rounding.inflate(out.error[o]
                    + 2 * Rounding.UNIT * (Math.abs(before) + Math.abs(op.bias()[o]))
                    + execution * Math.abs(op.bias()[o]));
        }
        return out;
    }

    /** The sum of |centre| and |generators|, element by element; not rounded upwards. */
    double[] magnitude() {
        double[] m = new double[size];
        for (int at = 0; at < rows.length; ) {
            for (int i = 0; i < size; i++, at++) {
                m[i] += Math.abs(rows[at]);
            }
        }
        return m;
    }

    /** Sound bounds of every element. */
    void bounds(double[] lower, double[] upper) {
        double[] radius = new double[size];
        for (int at = size; at < rows.length; ) {
            for (int i = 0; i < size; i++, at++) {
                radius[i] += Math.abs(rows[at]);
            }
        }
        double gamma = Rounding.gamma(symbols + 4L);
        for (int i = 0; i < size; i++) {
            double r = Rounding.inflate(radius[i] * (1 + gamma) + error[i]);
            lower[i] = Math.nextDown(rows[i] - r);
            upper[i] = Math.nextUp(rows[i] + r);
        }
    }

    static Zonotope sum(CoreNode node, Zonotope[] values, double execution) {
        int symbols = 0;
        for (int input : node.inputs()) {
            symbols = Math.max(symbols, values[input].symbols);
        }
        Zonotope out = new Zonotope(node.size(), symbols);
        double[] magnitude = new double[node.size()];
        for (int input : node.inputs()) {
            Zonotope z = values[input];
            for (int at = 0; at < z.rows.length; at++) {
                out.rows[at] += z.rows[at];
            }
            double[] m = z.magnitude();
            for (int i = 0; i < out.size; i++) {
                out.error[i] += z.error[i];
                magnitude[i] += m[i];
            }
        }
        double gamma = Rounding.gamma(node.inputs().size()) + execution;
        for (int i = 0; i < out.size; i++) {
            out.error[i] = Rounding.inflate(out.error[i] + gamma * magnitude[i]);
        }
        return out;
    }

    static Zonotope concat(CoreNode node, Zonotope[] values) {
        int symbols = 0;
        for (int input : node.inputs()) {
            symbols = Math.max(symbols, values[input].symbols);
        }
        Zonotope out = new Zonotope(node.size(), symbols);
        int offset = 0;
        for (int input : node.inputs()) {
            Zonotope z = values[input];
            for (int r = 0; r <= z.symbols; r++) {
                System.arraycopy(z.rows, r * z.size, out.rows, r * out.size + offset, z.size);
            }
            System.arraycopy(z.error, 0, out.error, offset, z.size);
            offset += z.size;
        }
        return out;
    }

    static Zonotope constant(double[] values) {
        Zonotope z = new Zonotope(values.length, 0);
        System.arraycopy(values, 0, z.rows, 0, values.length);
        return z;
    }

    /**
     * {@code slope_i z_i + shift_i + radius_i e}, one new symbol for each element with {@code radius > 0}; symbols are
     * numbered from {@code firstSymbol}. Radii must already cover the rounding of slopes and shifts.
     */
    Zonotope transform(double[] slope, double[] shift, double[] radius, int firstSymbol) {
        int fresh = 0;
        for (double r : radius) {
            fresh += r > 0 ? 1 : 0;
        }
        Zonotope out = new Zonotope(size, fresh == 0 ? symbols : firstSymbol + fresh);
        double[] magnitude = magnitude();
        for (int r = 0; r <= symbols; r++) {
            for (int i = 0; i < size; i++) {
                out.rows[r * size + i] = slope[i] * rows[r * size + i];
            }
        }
        int symbol = firstSymbol;
        for (int i = 0; i < size; i++) {
            out.rows[i] += shift[i];
            double s = Math.abs(slope[i]);
            double rounding = slope[i] == 1 && shift[i] == 0 || slope[i] == 0 && shift[i] == 0
                    ? 0
                    : 4 * Rounding.UNIT * (s * magnitude[i] + Math.abs(shift[i]));
            out.error[i] = rounding == 0 && s <= 1 ? s * error[i] : Rounding.inflate(s * error[i] + rounding);
            if (radius[i] > 0) {
                out.rows[(1 + symbol++) * size + i] = radius[i];
            }
        }
        return out;
    }

    /** Whether every number is finite; a set that is not tells nothing. */
    boolean isFinite() {
        double sum = 0;
        for (double x : rows) {
            sum += x * 0;
        }
        for (double x : error) {
            sum += x * 0;
        }
        return sum == 0;
    }

    @Override
    public String toString() {
        return "Zonotope with " + symbols + " symbols around "
                + Arrays.toString(Arrays.copyOf(rows, Math.min(size, 8)));
    }
}

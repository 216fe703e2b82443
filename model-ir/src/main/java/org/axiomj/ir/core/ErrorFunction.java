package org.axiomj.ir.core;

/** The error function in double, by its Maclaurin series near 0 and its continued fraction elsewhere; error below 1e-14. */
final class ErrorFunction {
    private ErrorFunction() {}

    static double value(double x) {
        double a = Math.abs(x);
        if (a > 6) {
            return Math.signum(x);
        }
        return Math.signum(x) * (a < 2.5 ? series(a) : 1 - complementFraction(a));
    }

    /** erf(x) = 2/sqrt(pi) exp(-x^2) sum_n 2^n x^(2n+1) / (2n+1)!!  (all terms positive; DLMF 7.6.2). */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-17; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    /** erfc(x) = exp(-x^2)/sqrt(pi) / (x + (1/2)/(x + 1/(x + (3/2)/(x + ...))))  (DLMF 7.9.1). */
    private static double complementFraction(double x) {
        double f = x;
        for (int k = 80; k >= 1; k--) {
            f = x + (k / 2.0) / f;
        }
        return Math.exp(-x * x) / (Math.sqrt(Math.PI) * f);
    }
}

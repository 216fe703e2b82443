package org.axiomj.cli.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.axiomj.ir.exact.Rational;

/** Numbers as text, exactly. */
public final class Numbers {
    private Numbers() {}

    /** A finite decimal where there is one, else {@code numerator/denominator}. */
    static String exact(Rational value) {
        if (value.denominator().equals(BigInteger.ONE)) {
            return value.numerator().toString();
        }
        try {
            return new BigDecimal(value.numerator())
                    .divide(new BigDecimal(value.denominator()))
                    .toPlainString();
        } catch (ArithmeticException e) {
            return value.numerator() + "/" + value.denominator();
        }
    }

    /** All digits of a finite float. */
    static String exact(float value) {
        return value == 0 ? "0" : new BigDecimal(value).toPlainString();
    }

    /** Three decimals of seconds. */
    public static String seconds(long millis) {
        long part = millis % 1000;
        return millis / 1000 + (part < 10 ? ".00" : part < 100 ? ".0" : ".") + part;
    }

    /** Thousands apart, for people. */
    public static String grouped(long value) {
        StringBuilder text = new StringBuilder(Long.toString(value));
        for (int i = text.length() - 3; i > (value < 0 ? 1 : 0); i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }
}

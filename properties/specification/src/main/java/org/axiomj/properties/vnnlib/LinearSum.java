package org.axiomj.properties.vnnlib;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.LinearConstraint;

/** A linear term that is being added up: {@code constant + sum coefficient * variable}, exact. */
final class LinearSum {
    private final Budget budget;
    /** Inputs under their index i, outputs under {@code ~i}; may hold zeros. */
    private final TreeMap<Integer, Rational> coefficients = new TreeMap<>();

    private Rational constant = Rational.ZERO;

    LinearSum(Budget budget) {
        this.budget = budget;
    }

    void addConstant(int offset, Rational scale, Rational value) {
        Rational product = product(offset, scale, value);
        constant = constant.signum() == 0 ? product : budget.checked(offset, constant.add(product));
    }

    void addVariable(int offset, Rational scale, int key) {
        Rational before = coefficients.get(key);
        coefficients.put(key, before == null ? scale : budget.checked(offset, before.add(scale)));
    }

    void addSum(int offset, Rational scale, LinearSum other) {
        budget.work(offset, 200L * other.coefficients.size());
        addConstant(offset, scale, other.constant);
        for (Map.Entry<Integer, Rational> term : other.coefficients.entrySet()) {
            addVariable(offset, product(offset, scale, term.getValue()), term.getKey());
        }
    }

    /** True also where every variable has cancelled. */
    boolean isConstant() {
        for (Rational coefficient : coefficients.values()) {
            if (coefficient.signum() != 0) {
                return false;
            }
        }
        return true;
    }

    Rational constant() {
        return constant;
    }

    long footprint() {
        return 200 + 150L * coefficients.size();
    }

    /** {@code this <= 0}, or {@code this < 0} where strict. */
    Formula atMostZero(int offset, boolean strict) {
        TreeMap<Integer, Rational> inputs = new TreeMap<>();
        TreeMap<Integer, Rational> outputs = new TreeMap<>();
        for (Map.Entry<Integer, Rational> term : coefficients.entrySet()) {
            if (term.getValue().signum() != 0) {
                int key = term.getKey();
                (key >= 0 ? inputs : outputs).put(key >= 0 ? key : ~key, term.getValue());
            }
        }
        if (inputs.isEmpty() && outputs.isEmpty()) {
            return constant.signum() < 0 || (!strict && constant.signum() == 0) ? Formula.TRUE : Formula.FALSE;
        }
        if (outputs.isEmpty() && inputs.size() == 1) {
            Map.Entry<Integer, Rational> term = inputs.firstEntry();
            Rational coefficient = term.getValue();
            Rational value = budget.checked(offset, constant.negate().divide(coefficient));
            return new Formula.Bound(offset, term.getKey(), coefficient.signum() > 0, value, strict);
        }
        return new Formula.Linear(offset, new LinearConstraint(inputs, outputs, constant.negate(), strict));
    }

    private Rational product(int offset, Rational a, Rational b) {
        if (isOne(a)) {
            return b;
        }
        return isOne(b) ? a : budget.checked(offset, a.multiply(b));
    }

    private static boolean isOne(Rational a) {
        return a.numerator().equals(BigInteger.ONE) && a.denominator().equals(BigInteger.ONE);
    }
}

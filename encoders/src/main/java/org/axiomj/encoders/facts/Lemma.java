package org.axiomj.encoders.facts;

import java.util.List;
import org.axiomj.encoders.SmtProblem;

/**
 * What the abstraction of a function rests on. A lemma with a {@link #negation} follows from the positivity of the
 * exponential function by arithmetic that a solver checks each time; the others are facts of calculus and are stated.
 *
 * <p>In the softmax lemmas {@code e} is the exponential of one element and {@code S} the sum of all of them, {@code e + R}
 * with {@code R} the sum of the others: one lemma for every dimension, of a size that does not grow with it.
 */
enum Lemma {
    EXP("exp(t) > 0 and exp(t) >= 1 + t; exp increases strictly"),
    LOG("log(t) <= t - 1 for t > 0; log increases strictly"),
    SQRT("sqrt(t) >= 0 and sqrt(t)^2 == t for t >= 0"),
    SIGMOID_RANGE(
            "s (1 + e) == 1 with e == exp(-t) > 0 gives 0 < s < 1",
            "e s",
            "(> e 0.0) (= (* s (+ 1.0 e)) 1.0) (or (<= s 0.0) (>= s 1.0))"),
    SIGMOID_SYMMETRY(
            "sigmoid(t) + sigmoid(-t) == 1, since exp(-t) exp(t) == 1",
            "e f s z",
            "(> e 0.0) (= (* e f) 1.0) (= (* s (+ 1.0 e)) 1.0) (= (* z (+ 1.0 f)) 1.0) (not (= (+ s z) 1.0))"),
    SIGMOID_SLOPE("0 < sigmoid' <= 1/4, so sigmoid increases strictly and |sigmoid(s) - sigmoid(t)| <= |s - t| / 4"),
    TANH_IS_SIGMOID("tanh(t) == 2 sigmoid(2 t) - 1"),
    SOFTPLUS("softplus(t) > max(t, 0), softplus(t) <= max(t, 0) + log(2), softplus(t) - softplus(-t) == t and"
            + " 0 < softplus' < 1"),
    SIN_COS("-1 <= sin(t) <= 1, -1 <= cos(t) <= 1, sin(t)^2 + cos(t)^2 == 1"),
    SOFTMAX_ELEMENT(
            "y S == e with S == e + R, e > 0, R > 0 gives 0 < y < 1 (and y == 1 where R == 0)",
            "e R y",
            "(> e 0.0) (>= R 0.0) (= (* y (+ e R)) e)"
                    + " (or (<= y 0.0) (> y 1.0) (and (> R 0.0) (>= y 1.0)) (and (= R 0.0) (not (= y 1.0))))"),
    SOFTMAX_SUM(
            "T S == S with S > 0 gives T == 1; T is the sum of the y_i, and adding y_i S == e_i up gives T S == S",
            "T S",
            "(> S 0.0) (= (* T S) S) (not (= T 1.0))"),
    SOFTMAX_SHIFT(
            "y S == e and z (k S) == k e with S > 0, k == exp(c) > 0 gives y == z: softmax(x + c) == softmax(x)",
            "e S k y z",
            "(> S 0.0) (> k 0.0) (= (* y S) e) (= (* z (* k S)) (* k e)) (not (= y z))"),
    SOFTMAX_ORDER(
            "y S == e and z S == f with S > 0 gives e < f exactly if y < z",
            "e f S y z",
            "(> S 0.0) (= (* y S) e) (= (* z S) f) (not (= (< e f) (< y z)))"),
    LOG_SOFTMAX("log_softmax(x)_i == x_i - L with L == log(sum of exp(x_j)) >= x_j, strictly from two elements on");

    private final String text;
    private final String variables;
    private final String negation;

    Lemma(String text) {
        this(text, "", "");
    }

    Lemma(String text, String variables, String negation) {
        this.text = text;
        this.variables = variables;
        this.negation = negation;
    }

    String text() {
        return text;
    }

    boolean isChecked() {
        return !negation.isEmpty();
    }

    /** Has no solution if the lemma is true; only where {@link #isChecked}. */
    SmtProblem negation() {
        StringBuilder script = new StringBuilder();
        for (String name : variables.split(" ", -1)) {
            script.append("(declare-fun ").append(name).append(" () Real)\n");
        }
        return new SmtProblem(
                script.append("(assert (and ").append(negation).append("))\n").toString(), List.of(), true);
    }
}

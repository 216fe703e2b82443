package org.axiomj.encoders;

import java.util.List;
import org.axiomj.ir.exact.Rational;

/** What a solver says. A solver's word is an oracle: {@link Sat} must be re-checked, {@link Unsat} must be named as its. */
public sealed interface SmtAnswer {
    /** No assignment satisfies the problem. */
    record Unsat() implements SmtAnswer {}

    /**
     * An assignment.
     *
     * @param inputs values of the problem's inputs, in order
     * @param exact whether these are the solver's values; otherwise some were irrational and have been cut off
     */
    record Sat(List<Rational> inputs, boolean exact) implements SmtAnswer {
        public Sat {
            inputs = List.copyOf(inputs);
        }

        public Sat(List<Rational> inputs) {
            this(inputs, true);
        }
    }

    /** No answer: out of time, out of memory, dead, missing, or caught lying. */
    record Unknown(String reason) implements SmtAnswer {}
}

package org.axiomj.encoders;

import java.util.List;
import org.axiomj.ir.exact.Rational;

/** What a solver says. A solver's word is an oracle: {@link Sat} must be re-checked, {@link Unsat} must be named as its. */
public sealed interface SmtAnswer {
    record Unsat() implements SmtAnswer {}

    /** Values of the problem's inputs, in order. */
    record Sat(List<Rational> inputs) implements SmtAnswer {
        public Sat {
            inputs = List.copyOf(inputs);
        }
    }

    /** No answer: out of time, out of memory, dead, missing, or caught lying. */
    record Unknown(String reason) implements SmtAnswer {}
}

package org.axiomj.encoders.facts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.exact.Rational;

/** What is known about a statement over the reals. */
public sealed interface FactVerdict {
    /**
     * True for every value of the variables.
     *
     * @param oracle whose word it is, such as {@code oracle:z3}
     * @param lemmas the facts about functions that the proof uses, for readers
     */
    record Proved(String oracle, List<String> lemmas) implements FactVerdict {
        public Proved {
            lemmas = List.copyOf(lemmas);
        }
    }

    /**
     * False, checked in exact arithmetic.
     *
     * @param point the variables' elements in row-major order
     * @param why what the two sides of the violated comparison are there
     */
    record Refuted(Map<String, List<Rational>> point, String why) implements FactVerdict {
        public Refuted {
            Map<String, List<Rational>> copy = new LinkedHashMap<>();
            point.forEach((name, elements) -> copy.put(name, List.copyOf(elements)));
            point = Collections.unmodifiableMap(copy);
        }
    }

    record Unknown(String why) implements FactVerdict {}
}

package org.axiomj.properties;

import java.util.List;

/** A condition in negation normal form: linear constraints under and/or. */
public sealed interface Condition {
    /** Always true. */
    Condition TRUE = new And(List.of());

    /** Never true. */
    Condition FALSE = new Or(List.of());

    record Atom(LinearConstraint constraint) implements Condition {}

    /** All parts hold; no parts: true. */
    record And(List<Condition> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** At least one part holds; no parts: false. */
    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }
    }
}

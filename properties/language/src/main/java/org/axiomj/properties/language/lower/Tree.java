package org.axiomj.properties.language.lower;

import java.util.ArrayList;
import java.util.List;

/** A condition in negation normal form over {@link Linear} numbers. */
sealed interface Tree {
    Tree TRUE = new And(List.of());
    Tree FALSE = new Or(List.of());

    /** {@code excess <= 0}, or {@code < 0} where strict. */
    record Atom(Linear excess, boolean strict) implements Tree {}

    record And(List<Tree> parts) implements Tree {}

    record Or(List<Tree> parts) implements Tree {}

    /** {@code excess <= 0}, decided at once where it is a constant. */
    static Tree atom(Linear excess, boolean strict) {
        if (!excess.isConstant()) {
            return new Atom(excess, strict);
        }
        int sign = excess.constant().signum();
        return sign < 0 || (sign == 0 && !strict) ? TRUE : FALSE;
    }

    /** Nested conjunctions are made one; a part that is false makes the whole false. */
    static Tree and(List<Tree> parts) {
        List<Tree> flat = new ArrayList<>();
        for (Tree part : parts) {
            if (part.equals(FALSE)) {
                return FALSE;
            } else if (part instanceof And and) {
                flat.addAll(and.parts);
            } else {
                flat.add(part);
            }
        }
        return flat.size() == 1 ? flat.get(0) : new And(flat);
    }

    /** Nested disjunctions are made one; a part that is true makes the whole true. */
    static Tree or(List<Tree> parts) {
        List<Tree> flat = new ArrayList<>();
        for (Tree part : parts) {
            if (part.equals(TRUE)) {
                return TRUE;
            } else if (part instanceof Or or) {
                flat.addAll(or.parts);
            } else {
                flat.add(part);
            }
        }
        return flat.size() == 1 ? flat.get(0) : new Or(flat);
    }
}

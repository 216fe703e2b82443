package org.axiomj.properties.language;

import java.util.List;
import java.util.Optional;
import org.axiomj.ir.exact.Rational;

/**
 * An expression, formula or domain as it was written: one grammar serves all three, and the {@link TypeChecker} tells
 * them apart. Equality ignores places.
 */
public sealed interface Syntax {
    Place place();

    /** A numeral; never negative. */
    @SuppressWarnings("JavaLangClash") // always written Syntax.Number
    record Number(Rational value, Place place) implements Syntax {}

    /** A quoted text without quotes or line ends, as in {@code dataset("rows.csv")}. */
    record Text(String value, Place place) implements Syntax {}

    record Truth(boolean value, Place place) implements Syntax {}

    record Name(String name, Place place) implements Syntax {}

    /** {@code name(arguments)}: a network, a function of the language or of the file, or a named property. */
    record Call(String name, List<Syntax> arguments, Place place) implements Syntax {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code of[i, a..b]}. */
    record Index(Syntax of, List<Selector> selectors, Place place) implements Syntax {
        public Index {
            selectors = List.copyOf(selectors);
        }
    }

    /** One coordinate, or with {@code last} those from {@code first} to {@code last}, both included. */
    record Selector(Syntax first, Optional<Syntax> last) {}

    /** {@code vector without index}: the elements but one. */
    record Without(Syntax vector, Syntax index, Place place) implements Syntax {}

    /** {@code [a, b, c]}: a vector, or with two items where a domain is expected the box from a to b. */
    record Brackets(List<Syntax> items, Place place) implements Syntax {
        public Brackets {
            items = List.copyOf(items);
        }
    }

    record Negate(Syntax operand, Place place) implements Syntax {}

    record Not(Syntax operand, Place place) implements Syntax {}

    /** Two or more terms; a subtracted one is a {@link Negate}. */
    record Sum(List<Syntax> terms, Place place) implements Syntax {
        public Sum {
            terms = List.copyOf(terms);
        }
    }

    /** Two or more factors. */
    record Product(List<Syntax> factors, Place place) implements Syntax {
        public Product {
            factors = List.copyOf(factors);
        }
    }

    record Quotient(Syntax dividend, Syntax divisor, Place place) implements Syntax {}

    record Power(Syntax base, int exponent, Place place) implements Syntax {}

    /** Two or more; of domains, their intersection. */
    record And(List<Syntax> operands, Place place) implements Syntax {
        public And {
            operands = List.copyOf(operands);
        }
    }

    /** Two or more. */
    record Or(List<Syntax> operands, Place place) implements Syntax {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    record Implies(Syntax premise, Syntax conclusion, Place place) implements Syntax {}

    record Iff(Syntax left, Syntax right, Place place) implements Syntax {}

    /** {@code first op right op right ...}: every neighbouring pair is compared. */
    record Comparison(Syntax first, List<Step> steps, Place place) implements Syntax {
        public Comparison {
            steps = List.copyOf(steps);
        }
    }

    /** One comparison sign with what stands right of it; {@code tolerance} is what follows {@code +-}. */
    record Step(Comparator comparator, Syntax right, Optional<Syntax> tolerance, Place place) {}

    enum Comparator {
        LESS("<", "<"),
        LESS_EQUAL("<=", "≤"),
        GREATER(">", ">"),
        GREATER_EQUAL(">=", "≥"),
        EQUAL("==", "=="),
        NOT_EQUAL("!=", "≠"),
        ABOUT("~=", "≈"),
        IN("in", "∈");

        final String ascii;
        final String unicode;

        Comparator(String ascii, String unicode) {
            this.ascii = ascii;
            this.unicode = unicode;
        }
    }

    /** {@code if condition then yes else no}. */
    record Conditional(Syntax condition, Syntax yes, Syntax no, Place place) implements Syntax {}

    /** {@code { variable : type in domain | condition }}. */
    record Set(Binding binding, Syntax condition, Place place) implements Syntax {}

    /** {@code forall} or {@code exists} over at least one binding. */
    record Quantified(boolean universal, List<Binding> bindings, Syntax body, Place place) implements Syntax {
        public Quantified {
            bindings = List.copyOf(bindings);
        }
    }

    /** Variables that share a type and a domain, as in {@code x, y : real[3] in [0, 1]}. */
    record Binding(List<String> names, Optional<Type> type, Optional<Syntax> domain, Place place) {
        public Binding {
            names = List.copyOf(names);
        }
    }

    /** {@code real} (no dimensions) or {@code real[d, ...]}; a dimension is a number or a name for "any size". */
    record Type(List<String> dimensions, Place place) {
        public Type {
            dimensions = List.copyOf(dimensions);
        }
    }
}

package org.axiomj.processor;

import com.sun.source.tree.Tree;
import java.util.Optional;
import javax.lang.model.type.TypeKind;

/** Java's arithmetic on the constants that sizes are made of: int, long and double. Other operands have no value here. */
final class Numbers {
    private Numbers() {}

    static Optional<Object> unary(Tree.Kind operator, Object x) {
        if (operator == Tree.Kind.UNARY_PLUS && isNumber(x)) {
            return Optional.of(x);
        } else if (operator == Tree.Kind.UNARY_MINUS) {
            if (x instanceof Integer i) {
                return Optional.of(-i);
            } else if (x instanceof Long l) {
                return Optional.of(-l);
            } else if (x instanceof Double d) {
                return Optional.of(-d);
            }
        }
        return Optional.empty();
    }

    static Optional<Object> binary(Tree.Kind operator, Object x, Object y) {
        if (operator == Tree.Kind.PLUS && x instanceof String left && y instanceof String right) {
            return Optional.of(left + right);
        } else if (!isNumber(x) || !isNumber(y)) {
            return Optional.empty();
        } else if (x instanceof Double || y instanceof Double) {
            return real(operator, ((Number) x).doubleValue(), ((Number) y).doubleValue());
        }
        boolean small = x instanceof Integer && y instanceof Integer;
        return integer(operator, ((Number) x).longValue(), ((Number) y).longValue())
                .map(value -> small ? (Object) value.intValue() : value);
    }

    /** Exact for int, too: the low 32 bits of the long result are the int result. */
    private static Optional<Long> integer(Tree.Kind operator, long x, long y) {
        return switch (operator) {
            case PLUS -> Optional.of(x + y);
            case MINUS -> Optional.of(x - y);
            case MULTIPLY -> Optional.of(x * y);
            case DIVIDE -> y == 0 ? Optional.empty() : Optional.of(x / y);
            case REMAINDER -> y == 0 ? Optional.empty() : Optional.of(x % y);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> real(Tree.Kind operator, double x, double y) {
        return switch (operator) {
            case PLUS -> Optional.of(x + y);
            case MINUS -> Optional.of(x - y);
            case MULTIPLY -> Optional.of(x * y);
            case DIVIDE -> Optional.of(x / y);
            case REMAINDER -> Optional.of(x % y);
            default -> Optional.empty();
        };
    }

    static Optional<Object> cast(String type, Object x) {
        if (!isNumber(x)) {
            return Optional.empty();
        }
        Number number = (Number) x;
        return switch (type) {
            case "int" -> Optional.of(x instanceof Double d ? (Object) (int) (double) d : number.intValue());
            case "long" -> Optional.of(number.longValue());
            case "double" -> Optional.of(number.doubleValue());
            default -> Optional.empty();
        };
    }

    /** The value that a variable has after it was set to {@code x}. */
    static Optional<Object> assigned(TypeKind type, Object x) {
        return switch (type) {
            case INT -> fit(int.class, x);
            case LONG -> x instanceof Double ? Optional.empty() : cast("long", x);
            case DOUBLE -> cast("double", x);
            case BOOLEAN, DECLARED -> Optional.of(x);
            default -> Optional.empty();
        };
    }

    /** The argument as a parameter of type {@code type} receives it. */
    static Optional<Object> fit(Class<?> type, Object x) {
        if (type == int.class) {
            return x instanceof Integer ? Optional.of(x) : Optional.empty();
        } else if (type == double.class) {
            return isNumber(x) || x instanceof Float ? Optional.of(((Number) x).doubleValue()) : Optional.empty();
        }
        return type.isInstance(x) ? Optional.of(x) : Optional.empty();
    }

    private static boolean isNumber(Object x) {
        return x instanceof Integer || x instanceof Long || x instanceof Double;
    }
}

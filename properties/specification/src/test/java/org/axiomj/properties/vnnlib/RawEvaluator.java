package org.axiomj.properties.vnnlib;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.axiomj.ir.exact.Rational;

/**
 * A second, deliberately simple opinion on what a specification means: evaluates its raw s-expressions at a point, as
 * SMT-LIB defines them. Shares nothing with the reader under test but {@link Rational}.
 */
final class RawEvaluator {
    private final List<Object> assertions = new ArrayList<>();
    private final Map<String, Object> definitions = new HashMap<>();
    private final String text;
    private int position;
    int inputs;
    int outputs;

    RawEvaluator(String text) {
        this.text = text;
        for (Object form = parse(); form != null; form = parse()) {
            List<?> list = (List<?>) form;
            switch ((String) list.get(0)) {
                case "assert" -> assertions.add(list.get(1));
                case "declare-const", "declare-fun" -> {
                    if (((String) list.get(1)).startsWith("X")) {
                        inputs++;
                    } else {
                        outputs++;
                    }
                }
                case "define-fun" -> definitions.put((String) list.get(1), list.get(4));
                default -> {
                    // no effect
                }
            }
        }
    }

    /** Whether every assertion holds where {@code X_i} and {@code Y_i} have these values. */
    boolean holds(Function<String, Rational> point) {
        for (Object assertion : assertions) {
            if (!(Boolean) evaluate(assertion, point, Map.of())) {
                return false;
            }
        }
        return true;
    }

    /** Every number that stands in an assertion. */
    List<Rational> numbers() {
        List<Rational> numbers = new ArrayList<>();
        assertions.forEach(assertion -> collect(assertion, numbers));
        return numbers;
    }

    private static void collect(Object node, List<Rational> numbers) {
        if (node instanceof List<?> list) {
            list.forEach(part -> collect(part, numbers));
        } else if (isNumber((String) node)) {
            numbers.add(Rational.of(new BigDecimal((String) node)));
        }
    }

    private Object parse() {
        while (position < text.length() && (text.charAt(position) <= ' ' || text.charAt(position) == ';')) {
            if (text.charAt(position) == ';') {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else {
                position++;
            }
        }
        if (position == text.length()) {
            return null;
        }
        if (text.charAt(position) == ')') {
            position++;
            return this; // marks the end of a list
        }
        if (text.charAt(position) == '(') {
            position++;
            List<Object> list = new ArrayList<>();
            for (Object part = parse(); part != this; part = parse()) {
                list.add(part);
            }
            return list;
        }
        int start = position;
        while (position < text.length() && " \t\r\n();".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private Object evaluate(Object node, Function<String, Rational> point, Map<String, Object> scope) {
        if (node instanceof String word) {
            if (scope.containsKey(word)) {
                return scope.get(word);
            }
            if (definitions.containsKey(word)) {
                return evaluate(definitions.get(word), point, Map.of());
            }
            return word.equals("true")
                    ? (Object) true
                    : word.equals("false")
                            ? (Object) false
                            : isNumber(word) ? Rational.of(new BigDecimal(word)) : point.apply(word);
        }
        List<?> list = (List<?>) node;
        String operator = (String) list.get(0);
        if (operator.equals("let")) {
            Map<String, Object> inner = new HashMap<>(scope);
            for (Object pair : (List<?>) list.get(1)) {
                inner.put((String) ((List<?>) pair).get(0), evaluate(((List<?>) pair).get(1), point, scope));
            }
            return evaluate(list.get(2), point, inner);
        }
        if (operator.equals("!")) {
            return evaluate(list.get(1), point, scope);
        }
        List<Object> arguments = new ArrayList<>();
        for (Object part : list.subList(1, list.size())) {
            arguments.add(evaluate(part, point, scope));
        }
        return apply(operator, arguments);
    }

    private static Object apply(String operator, List<Object> arguments) {
        return switch (operator) {
            case "and" -> arguments.stream().allMatch(a -> (Boolean) a);
            case "or" -> arguments.stream().anyMatch(a -> (Boolean) a);
            case "not" -> !(Boolean) arguments.get(0);
            case "=>" -> {
                boolean result = (Boolean) arguments.get(arguments.size() - 1);
                for (int i = arguments.size() - 2; i >= 0; i--) {
                    result = !(Boolean) arguments.get(i) || result;
                }
                yield result;
            }
            case "<", "<=", ">", ">=", "=" -> {
                boolean result = true;
                for (int i = 0; i + 1 < arguments.size(); i++) {
                    result &= compare(operator, arguments.get(i), arguments.get(i + 1));
                }
                yield result;
            }
            default -> arithmetic(operator, arguments);
        };
    }

    private static boolean compare(String operator, Object left, Object right) {
        if (left instanceof Boolean) {
            return left.equals(right);
        }
        int sign = ((Rational) left).compareTo((Rational) right);
        return switch (operator) {
            case "<" -> sign < 0;
            case "<=" -> sign <= 0;
            case ">" -> sign > 0;
            case ">=" -> sign >= 0;
            default -> sign == 0;
        };
    }

    private static Rational arithmetic(String operator, List<Object> arguments) {
        Rational result = (Rational) arguments.get(0);
        if (operator.equals("-") && arguments.size() == 1) {
            return result.negate();
        }
        for (Object argument : arguments.subList(1, arguments.size())) {
            Rational other = (Rational) argument;
            result = switch (operator) {
                case "+" -> result.add(other);
                case "-" -> result.subtract(other);
                case "*" -> result.multiply(other);
                case "/" -> result.divide(other);
                default -> throw new IllegalArgumentException("operator " + operator);
            };
        }
        return result;
    }

    private static boolean isNumber(String word) {
        char c = word.charAt(word.charAt(0) == '-' && word.length() > 1 ? 1 : 0);
        return c >= '0' && c <= '9';
    }
}

package org.axiomj.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axiomj.ir.ElementType;
import org.axiomj.ir.Port;
import org.axiomj.ir.TensorType;

/**
 * A tensor type as annotations write it: {@code float32[batch,3,224,224]}.
 *
 * @param dimensions sizes; empty where a name stands for any size
 */
record DeclaredType(String text, String element, List<Optional<Integer>> dimensions) {
    private static final Pattern FORM = Pattern.compile("\\s*([a-z]+[0-9]*)\\s*\\[([^\\[\\]]*)\\]\\s*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,8}");

    /** The type, or empty where the text has another form. */
    static Optional<DeclaredType> parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        List<Optional<Integer>> dimensions = new ArrayList<>();
        for (String part : m.group(2).isBlank() ? new String[0] : m.group(2).split(",", -1)) {
            String dimension = part.strip();
            if (SIZE.matcher(dimension).matches()) {
                dimensions.add(Optional.of(Integer.valueOf(dimension)));
            } else if (NAME.matcher(dimension).matches()) {
                dimensions.add(Optional.empty());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new DeclaredType(text, m.group(1), dimensions));
    }

    /** Whether the file's type is one that this text describes; a free first dimension of the file fits any size. */
    boolean fits(TensorType found, boolean free) {
        if (!element.equals(name(found.element()))
                || dimensions.size() != found.shape().rank()) {
            return false;
        }
        for (int i = 0; i < dimensions.size(); i++) {
            Optional<Integer> size = dimensions.get(i);
            boolean any = size.isEmpty() || i == 0 && free;
            if (!any && size.get() != found.shape().dimension(i)) {
                return false;
            }
        }
        return true;
    }

    /** How an annotation would write the type of a port. */
    static String written(Port port, boolean free) {
        StringBuilder text = new StringBuilder(name(port.type().element())).append('[');
        int[] dims = port.type().shape().dimensions();
        for (int i = 0; i < dims.length; i++) {
            text.append(i == 0 ? "" : ",").append(i == 0 && free ? "batch" : String.valueOf(dims[i]));
        }
        return text.append(']').toString();
    }

    private static String name(ElementType type) {
        return switch (type) {
            case FLOAT -> "float32";
            case DOUBLE -> "float64";
            default -> type.text();
        };
    }
}

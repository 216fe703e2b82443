package org.axiomj.properties.vnnlib;

import java.util.Arrays;

/**
 * Reads one parenthesised form after the other into a flat tree, in linear time and without recursion. Nodes are
 * numbered in the order of their first character; a list's children are {@code node + 1}, its {@link #next}, and so on
 * up to the list's own {@code next}. The arrays are reused by the next form.
 */
final class SyntaxReader {
    /** Deepest nesting; what follows may recurse over the tree. */
    static final int MOST_DEPTH = 1000;

    final SourceText source;
    private final byte[] bytes;
    private int position;
    private int size;
    private int[] starts = new int[1024];
    private int[] ends = new int[1024];
    private int[] nexts = new int[1024];
    private final int[] open = new int[MOST_DEPTH];
    /** Whether blanks between brackets belong to a word, as in {@code X[0, 1]}. */
    private final boolean brackets;

    SyntaxReader(SourceText source) {
        this(source, false);
    }

    SyntaxReader(SourceText source, boolean brackets) {
        this.brackets = brackets;
        this.source = source;
        this.bytes = source.bytes;
        if (bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf) {
            position = 3; // a byte order mark
        }
    }

    /** Reads the next form; its root is node 0. False at the end of the text. */
    boolean read() {
        size = 0;
        skipBlanks();
        if (position == bytes.length) {
            return false;
        }
        if (bytes[position] != '(') {
            int start = position;
            String found = bytes[position] == ')' ? "')'" : source.excerpt(start, skipToken());
            throw source.invalid(
                    start,
                    "expected '(' to begin a command such as (assert ...), found " + found
                            + "; remove it, or check that the parentheses before it are balanced");
        }
        int depth = 0;
        do {
            skipBlanks();
            if (position == bytes.length) {
                throw source.invalid(
                        starts[0],
                        "expected ')' before the end of the file, found that '(' here is never closed; "
                                + "close it, or check whether the file is complete");
            }
            int start = position;
            if (bytes[start] == ')') {
                position++;
                int list = open[--depth];
                ends[list] = position;
                nexts[list] = size;
            } else if (bytes[start] == '(') {
                position++;
                if (depth == MOST_DEPTH) {
                    throw source.invalid(
                            start,
                            "expected parentheses nested at most " + MOST_DEPTH
                                    + " deep, found more; flatten the formula, 'and' and 'or' take any number of"
                                    + " parts");
                }
                open[depth++] = add(start, start);
            } else {
                int end = skipToken();
                int node = add(start, end);
                nexts[node] = size;
            }
        } while (depth > 0);
        return true;
    }

    boolean isList(int node) {
        return bytes[starts[node]] == '(';
    }

    int start(int node) {
        return starts[node];
    }

    int end(int node) {
        return ends[node];
    }

    int next(int node) {
        return nexts[node];
    }

    int childCount(int list) {
        int count = 0;
        for (int child = list + 1; child < nexts[list]; child = nexts[child]) {
            count++;
        }
        return count;
    }

    /** The first argument of a list that begins with a function's name. */
    int argument(int list) {
        return nexts[list + 1];
    }

    /** The number of arguments of a function, which must lie between the two. */
    int requireArguments(int list, int least, int most) {
        int count = childCount(list) - 1;
        if (count < least || count > most) {
            throw source.invalid(
                    starts[list],
                    "expected " + (least == most ? "" : "at least ") + least + (least == 1 ? " argument" : " arguments")
                            + " of " + excerpt(list + 1) + ", found " + count + "; check its parentheses");
        }
        return count;
    }

    /** Whether the node is a symbol or number spelt like this. */
    boolean is(int node, String word) {
        return source.matches(starts[node], ends[node], word);
    }

    String text(int node) {
        return source.text(starts[node], ends[node]);
    }

    /** The name that a symbol spells: {@code |a|} is {@code a}. */
    String name(int node) {
        int bar = bytes[starts[node]] == '|' ? 1 : 0;
        return source.text(starts[node] + bar, ends[node] - bar);
    }

    String excerpt(int node) {
        return source.excerpt(starts[node], ends[node]);
    }

    private int add(int start, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            nexts = Arrays.copyOf(nexts, size * 2);
        }
        starts[size] = start;
        ends[size] = end;
        return size++;
    }

    private void skipBlanks() {
        int at = position;
        while (at < bytes.length) {
            byte c = bytes[at];
            if (c == ';') {
                while (at < bytes.length && bytes[at] != '\n') {
                    at++;
                }
            } else if (isBlank(c)) {
                at++;
            } else {
                break;
            }
        }
        position = at;
    }

    private int skipToken() {
        byte first = bytes[position];
        if (first == '|' || first == '"') {
            return skipQuoted(first);
        }
        int at = position;
        boolean inside = false;
        do {
            inside = brackets && (bytes[at] == '[' || inside && bytes[at] != ']');
            at++;
        } while (at < bytes.length && (!endsToken(bytes[at]) || inside && isBlank(bytes[at])));
        position = at;
        return at;
    }

    private int skipQuoted(byte quote) {
        int at = position + 1;
        while (at < bytes.length && bytes[at] != quote) {
            at++;
        }
        if (at == bytes.length) {
            throw source.invalid(
                    position,
                    "expected a closing " + (char) quote + " before the end of the file, found none; close it");
        }
        position = at + 1; // a doubled quote inside a string just makes two tokens, which no command looks at
        return position;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }

    private static boolean endsToken(byte c) {
        return isBlank(c) || c == '(' || c == ')' || c == ';' || c == '"' || c == '|';
    }
}

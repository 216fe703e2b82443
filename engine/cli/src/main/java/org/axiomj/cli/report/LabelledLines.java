package org.axiomj.cli.report;

/** Lines of a label and a text that is broken to the width of a page. */
public final class LabelledLines {
    private static final int WIDTH = 110;
    private static final String INDENT = " ".repeat(12);

    private LabelledLines() {}

    /** Appends {@code value} under a label, as many lines as it takes. */
    public static void append(StringBuilder text, String label, String value) {
        text.append("  ").append(label);
        for (int i = label.length(); i < INDENT.length() - 2; i++) {
            text.append(' ');
        }
        int from = 0;
        while (from < value.length()) {
            int to = lineEnd(value, from);
            text.append(from == 0 ? "" : INDENT).append(value, from, to).append('\n');
            from = to < value.length() ? to + 1 : to;
        }
    }

    /** Where a line that begins at {@code from} ends: at a line break, or at the last space within the width. */
    private static int lineEnd(String value, int from) {
        int limit = from + WIDTH - INDENT.length();
        int lineBreak = value.indexOf('\n', from);
        int end = lineBreak < 0 ? value.length() : lineBreak;
        if (end <= limit) {
            return end;
        }
        int space = value.lastIndexOf(' ', limit);
        if (space <= from) {
            space = value.indexOf(' ', limit);
        }
        return space < 0 || space > end ? end : space;
    }
}

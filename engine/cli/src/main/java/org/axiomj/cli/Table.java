package org.axiomj.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in columns. Numbers, which are cells of digits and commas, stand to the right. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            int start = text.length();
            for (int i = 0; i < row.size(); i++) {
                String gap = " ".repeat(widths[i] - row.get(i).length());
                text.append(i == 0 ? "" : "  ");
                text.append(isNumber(row.get(i)) ? gap + row.get(i) : row.get(i) + gap);
            }
            text.setLength(Math.max(start, text.length() - trailingSpaces(text)));
            text.append('\n');
        }
        return text.toString();
    }

    private static int trailingSpaces(CharSequence text) {
        int count = 0;
        while (count < text.length() && text.charAt(text.length() - 1 - count) == ' ') {
            count++;
        }
        return count;
    }

    private static boolean isNumber(String cell) {
        return !cell.isEmpty() && cell.chars().allMatch(c -> c >= '0' && c <= '9' || c == ',');
    }
}

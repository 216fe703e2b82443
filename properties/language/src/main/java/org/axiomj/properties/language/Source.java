package org.axiomj.properties.language;

import org.axiomj.properties.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

/**
 * A text and its name; makes the messages. Two sources are always equal, see {@link SourceFile}.
 *
 * @param fileName as the messages shall name it
 */
public record Source(String fileName, String text) {
    /** Longer lines are shown around the place only. */
    private static final int WIDTH = 110;

    /**
     * @param problem one sentence: what is wrong, what was expected and what was found
     * @param advice what to do
     */
    InvalidPropertyException error(Place place, String problem, String advice) {
        String line = line(place.line());
        int[] characters = line.codePoints().map(c -> c == '\t' ? ' ' : c).toArray();
        int from = Math.max(0, Math.min(place.column() - 1 - WIDTH / 2, characters.length - WIDTH));
        int to = Math.min(characters.length, from + WIDTH);
        int marked = Math.max(1, Math.min(place.length(), to - (place.column() - 1)));
        String before = from > 0 ? "..." : "";
        String after = to < characters.length ? "..." : "";
        return new InvalidPropertyException(fileName + ":" + place.line() + ":" + place.column() + ": " + problem + "\n"
                + "  " + before + new String(characters, from, to - from) + after + "\n"
                + "  " + " ".repeat(before.length() + place.column() - 1 - from) + "^".repeat(marked) + "\n"
                + "  " + advice);
    }

    private String line(int number) {
        int start = 0;
        for (int i = 1; i < number; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        int end = text.indexOf('\n', start);
        String line = text.substring(start, end < 0 ? text.length() : end);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Source;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}

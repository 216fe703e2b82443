package org.axiomj.properties.language;

import org.jspecify.annotations.Nullable;

/**
 * Where a piece of syntax stands. Two places are always equal, so that trees compare by what they say and not by how
 * they were laid out.
 *
 * @param line from 1
 * @param column from 1, in characters of Unicode
 * @param length of the marked text in that line, at least 1
 */
public record Place(int line, int column, int length) {
    /** For syntax that no file holds. */
    public static final Place NONE = new Place(1, 1, 1);

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Place;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}

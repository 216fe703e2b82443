package org.axiomj.properties.language;

import java.util.Optional;
import org.axiomj.properties.language.core.Shape;

/** What the checker must know of the files that {@code dataset("file")} names; rows are read later, by the caller. */
public interface Datasets {
    /** The description of a dataset, or empty where there is none of this name. */
    Optional<Description> describe(String fileName);

    /**
     * A dataset without its rows.
     *
     * @param row the shape of one row
     * @param rows how many
     * @param labelled whether {@code label(x)} is known
     */
    record Description(Shape row, long rows, boolean labelled) {}
}

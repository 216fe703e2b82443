package org.axiomj.properties.language.lower;

import java.util.Optional;
import org.axiomj.properties.language.core.Expr;

/** Where the rows of data sets come from. */
@FunctionalInterface
public interface DatasetRows {
    /** For properties without data sets. */
    DatasetRows NONE = (dataset, index) -> {
        throw new IllegalArgumentException("expected no data set, found " + dataset);
    };

    /**
     * @param values the row
     * @param label its class, where the data set has one
     */
    record Row(Expr.Constant values, Optional<Integer> label) {}

    /**
     * Row {@code index}, from 0.
     *
     * @throws org.axiomj.properties.InvalidPropertyException if there is no such row
     */
    Row row(String dataset, long index);
}

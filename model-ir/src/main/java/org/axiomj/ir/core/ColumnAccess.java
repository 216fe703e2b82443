package org.axiomj.ir.core;

/** A linear map that can name the coefficients of a column as cheaply as those of a row. */
interface ColumnAccess {
    /** Visits the stored non-zero coefficients of one column, rows ascending; each row at most once. */
    void column(int input, LinearMap.EntryVisitor visitor);
}

package org.axiomj.ir.operators;

/**
 * How many elements lowering may still allocate. Files are hostile: a few bytes can ask for a tensor of gigabytes, or for a
 * thousand large ones, so every array is paid for before it is made.
 */
final class Budget {
    /** Largest single array that an operator may ask for. */
    static final long MAX_ARRAY = 1L << 27;

    /** A double is eight bytes; a quarter of the heap is left to what analyses build on top. */
    private long left = Math.min(1L << 29, Runtime.getRuntime().maxMemory() / 8 / 4);

    /** Takes {@code elements} from the budget; false where there is no room for that many. */
    boolean take(long elements) {
        if (elements > left) {
            return false;
        }
        left -= elements;
        return true;
    }
}

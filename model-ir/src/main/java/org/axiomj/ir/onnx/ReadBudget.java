package org.axiomj.ir.onnx;

import org.axiomj.ir.ModelTooLargeException;

/** How much memory reading one file may still take, so that a small hostile one cannot take all. */
final class ReadBudget {
    private final String file;
    private long left = Runtime.getRuntime().maxMemory() / 2;

    ReadBudget(String file) {
        this.file = file;
    }

    /** Pays for about {@code bytes} bytes before they are allocated. */
    void take(long bytes) {
        left -= bytes;
        if (left < 0) {
            throw new ModelTooLargeException(file + ": reading it takes more than half of Java's memory; "
                    + "give it more if the file is sound");
        }
    }
}

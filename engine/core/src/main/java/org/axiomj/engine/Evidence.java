package org.axiomj.engine;

import java.nio.file.Path;
import java.util.Optional;
import org.axiomj.kernel.Kernel;

/** On what a proof rests. */
public sealed interface Evidence {
    /** "certificate" or "oracle:NAME". */
    String text();

    /**
     * A certificate that the kernel accepted.
     *
     * @param file where it was written; empty if it was checked only
     * @param bytes its length, uncompressed
     * @param writeMillis from the end of the search until it was written
     * @param checkMillis how long the kernel was at it, beside the writing
     */
    record Certificate(Kernel.Theorem theorem, Optional<Path> file, long bytes, long writeMillis, long checkMillis)
            implements Evidence {
        @Override
        public String text() {
            return "certificate";
        }
    }

    /**
     * Somebody's word.
     *
     * @param name whose: "axiom-search", "z3", or several joined by "+"
     * @param whyNoCertificate in a sentence without its full stop; empty if none was asked for
     */
    record Oracle(String name, String whyNoCertificate) implements Evidence {
        @Override
        public String text() {
            return "oracle:" + name;
        }
    }
}

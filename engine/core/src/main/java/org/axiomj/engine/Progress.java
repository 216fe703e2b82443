package org.axiomj.engine;

import java.util.List;
import org.axiomj.engine.search.Task;

/**
 * Where the search stands.
 *
 * @param stage "attack", "bounds", "search" or "solver"
 * @param done subproblems closed
 * @param open subproblems waiting
 * @param worstBound the smallest proved lower bound on the distance to the unsafe set among open subproblems; NaN if none
 * @param fraction share of the search space that is closed, 0 to 1
 */
public record Progress(String stage, long done, long open, double worstBound, double fraction) {

    /** Receives progress from worker threads; must return quickly and must not throw. */
    @FunctionalInterface
    public interface Listener {
        Listener NONE = progress -> {};

        void progress(Progress progress);

        /** Called once, after the bounds at the root, with what they leave to search; not where the verdict comes sooner. */
        default void bounded(List<Task> open) {}
    }
}

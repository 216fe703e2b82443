package org.axiomj.cli.report;

import java.util.Optional;
import org.axiomj.ir.Network;
import org.axiomj.properties.Problem;
import org.axiomj.properties.Query;

/**
 * One model, or several, and one property.
 *
 * @param model as the user wrote it
 * @param property as the user wrote it
 * @param network empty until it has been read, and where there are several
 * @param problem empty until it has been read
 */
public record Subject(String model, String property, Optional<Network> network, Optional<Problem> problem) {
    /** What is asked; empty until it has been read. */
    public Optional<Query> query() {
        return problem.map(Problem::query);
    }
}

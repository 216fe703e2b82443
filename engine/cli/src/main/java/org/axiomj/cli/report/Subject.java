package org.axiomj.cli.report;

import java.util.Optional;
import org.axiomj.ir.Network;
import org.axiomj.properties.PlainLanguage;
import org.axiomj.properties.Problem;
import org.axiomj.properties.Query;

/**
 * One model, or several, and one property.
 *
 * @param model as the user wrote it
 * @param property as the user wrote it
 * @param network empty until it has been read, and where there are several
 * @param problem empty until it has been read
 * @param plainLanguage the property in words, where its text has better ones than its query
 */
public record Subject(
        String model,
        String property,
        Optional<Network> network,
        Optional<Problem> problem,
        Optional<String> plainLanguage) {
    public Subject(String model, String property, Optional<Network> network, Optional<Problem> problem) {
        this(model, property, network, problem, Optional.empty());
    }

    /** The property in words; empty until it has been read. */
    public Optional<String> words() {
        return plainLanguage.isPresent() ? plainLanguage : query().map(PlainLanguage::describe);
    }

    /** What is asked; empty until it has been read. */
    public Optional<Query> query() {
        return problem.map(Problem::query);
    }
}

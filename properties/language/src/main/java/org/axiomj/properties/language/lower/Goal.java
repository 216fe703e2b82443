package org.axiomj.properties.language.lower;

import java.util.Optional;
import org.axiomj.properties.Problem;
import org.axiomj.properties.Query;

/**
 * One thing to be shown: that the problem has no counterexample.
 *
 * @param domain a query about the same composition that is satisfied by the points of the property's domain; empty where the
 *     domain is a box, which is not empty. A domain without points makes a property vacuous, which is an error
 */
public record Goal(Problem problem, Optional<Query> domain) {}

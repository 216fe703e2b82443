package org.axiomj.cli.report;

import java.util.Optional;
import org.axiomj.ir.Network;
import org.axiomj.properties.Query;

/**
 * One model and one property.
 *
 * @param model as the user wrote it
 * @param property as the user wrote it
 * @param network empty until it has been read
 * @param query empty until it has been read
 */
public record Subject(String model, String property, Optional<Network> network, Optional<Query> query) {}

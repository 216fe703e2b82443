package org.axiomj.properties.language;

import org.axiomj.properties.language.core.Formula;

/**
 * A goal of the file, ready to be lowered.
 *
 * @param name as written after {@code prove} or {@code ensure}, else "property" and the goal's number from 1
 * @param ensure to be checked on a run's {@code output} instead of proved
 * @param formula closed: every variable is bound by a quantifier, but for {@code input} and {@code output} in an ensure
 * @param written the formula as it stands in the file
 */
public record TypedProperty(String name, boolean ensure, Formula formula, Syntax written, Place place) {}

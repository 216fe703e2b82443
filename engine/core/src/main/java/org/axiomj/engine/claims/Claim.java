package org.axiomj.engine.claims;

import org.axiomj.properties.language.lower.Goal;

/**
 * One thing that a text says of networks. A property that is a conjunction, or that speaks of the rows of a data set, makes
 * several.
 *
 * @param name of the property, with the claim's number in brackets, from 0, where the property makes several
 * @param text the property as it is written, in one line
 * @param plainLanguage the property in words
 * @param goal what is to be shown
 */
public record Claim(String name, String text, String plainLanguage, Goal goal) {}

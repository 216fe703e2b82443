package org.axiomj.engine.claims;

import java.util.Optional;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.lower.Goal;

/**
 * One thing that a text says of networks, or of functions alone. A property that is a conjunction, or that speaks of the rows
 * of a data set, makes several.
 *
 * @param name of the property, with the claim's number in brackets, from 0, where the property makes several
 * @param text the property as it is written, in one line
 * @param plainLanguage the property in words
 * @param formula what is claimed
 * @param goal what is to be shown; empty where the claim is about functions alone and cannot be said as a problem, because a
 *     variable has no bounds or no fixed size
 * @param whyNoGoal in a sentence; empty if there is one
 */
public record Claim(
        String name, String text, String plainLanguage, Formula formula, Optional<Goal> goal, String whyNoGoal) {}

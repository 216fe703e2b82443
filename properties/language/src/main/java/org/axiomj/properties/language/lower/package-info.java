/**
 * From a checked property to problems that the engine decides. In: a {@link
 * org.axiomj.properties.language.TypedProperty} and the networks that it names. Out: {@link org.axiomj.properties.Problem}s, each
 * asking whether there is an input that breaks the property. Start at {@link
 * org.axiomj.properties.language.lower.PropertyLowering}.
 */
@NullMarked
package org.axiomj.properties.language.lower;

import org.jspecify.annotations.NullMarked;

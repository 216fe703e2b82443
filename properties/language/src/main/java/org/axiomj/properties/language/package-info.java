/**
 * The property language. In: text, and an {@link org.axiomj.properties.language.Environment} of networks, constants and
 * datasets. Out: {@link org.axiomj.properties.language.TypedProperty}, whose formulas
 * ({@link org.axiomj.properties.language.core}) have every name resolved and every shape known. Start at
 * {@link org.axiomj.properties.language.PropertyParser} and {@link org.axiomj.properties.language.TypeChecker}; the
 * meaning of every construct is in docs/property-language.md.
 */
@NullMarked
package org.axiomj.properties.language;

import org.jspecify.annotations.NullMarked;

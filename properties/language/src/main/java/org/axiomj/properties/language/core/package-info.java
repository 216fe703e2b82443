/**
 * Properties after checking: no names of the file are left, functions and named properties are written out, and every
 * expression knows its shape. Start at {@link org.axiomj.properties.language.core.Formula}.
 */
@NullMarked
package org.axiomj.properties.language.core;

import org.jspecify.annotations.NullMarked;

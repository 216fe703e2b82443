/**
 * Checks in javac. In: the classes being compiled. Out: errors at the call or the annotation that is wrong. Start at {@link
 * org.axiomj.processor.AxiomProcessor}.
 *
 * <p>Sound, not complete: what is reported would fail whenever the code runs; what cannot be followed is passed over in
 * silence. No class of the program is loaded and none of its code is run; of ours, only the model builder, which makes no
 * weights, and the model readers.
 */
@NullMarked
package org.axiomj.processor;

import org.jspecify.annotations.NullMarked;

/**
 * What is asked of a network. In: the text of a specification. Out: a {@link org.axiomj.properties.Query}, the one form
 * that the engine, the encoders and the proofs work on. Start at {@link org.axiomj.properties.Query}.
 */
package org.axiomj.properties;

/**
 * Models as a Java programmer holds them: read from a file, or written layer by layer in Java. In: files and calls. Out:
 * {@link org.axiomj.model.Model}, around the {@link org.axiomj.ir.Network} that analyses work on. Start at {@link
 * org.axiomj.model.Model}; {@link org.axiomj.model.ModelBuilder} has the layers.
 *
 * <p>Shapes in this package leave the batch out: an image is {@code 3 x 224 x 224}.
 */
package org.axiomj.model;

/**
 * The ONNX reader. In: the bytes of a file. Out: a {@link org.axiomj.ir.Graph}. Start at {@link
 * org.axiomj.ir.onnx.OnnxReader}.
 *
 * <p>The encoding is read here, field by field; tests compare the result with that of classes that protobuf generates. Files
 * are hostile: sizes are checked and paid for before anything is allocated, and what does not fit is an {@link
 * org.axiomj.ir.InvalidModelException} that names the place.
 */
package org.axiomj.ir.onnx;

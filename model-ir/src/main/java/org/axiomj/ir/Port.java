package org.axiomj.ir;

/**
 * An input or output of a network.
 *
 * @param name its name in the file
 * @param type element type and shape, a symbolic batch dimension set to 1
 * @param declared the shape as the file writes it: {@code [batch, 3, 32, 32]}
 * @param symbolicBatch whether the first dimension is free in the file
 */
public record Port(String name, TensorType type, String declared, boolean symbolicBatch) {}

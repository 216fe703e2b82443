package org.axiomj.model;

import org.axiomj.ir.Shape;

/**
 * One tensor of weights that a model needs.
 *
 * @param name its name as in a PyTorch state dictionary: the layer's name, a dot, and {@code weight}, {@code bias}, {@code
 *     running_mean} or {@code running_var}; a layer without a name of its own is called by its position
 * @param shape its shape, laid out as PyTorch does: {@code [out, in]} for dense layers, {@code [out, in / groups, kernel,
 *     kernel]} for convolutions
 * @param fanIn number of inputs of one output of the layer; 0 for parameters of normalisations
 * @param fanOut number of outputs that one input of the layer reaches; 0 for parameters of normalisations
 */
public record Parameter(String name, Shape shape, int fanIn, int fanOut) {}

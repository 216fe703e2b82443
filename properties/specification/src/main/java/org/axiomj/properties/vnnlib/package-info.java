/**
 * VNN-LIB, versions 1.0 and 2.0. In: the text of a specification, an SMT-LIB subset over inputs {@code X_i} and outputs {@code Y_i} whose
 * assertions together describe the counterexamples. Out: a {@link org.axiomj.properties.Query}, exactly equivalent.
 *
 * <p>{@code VnnLib} reads; a form at a time passes through {@code SyntaxReader} (text to tree), {@code Script}
 * (declarations and assertions), {@code FormulaTranslator} and {@code TermTranslator} (tree to negation normal form),
 * and at the end {@code CaseSplitter} (one box a case). {@code VnnLibWriter} prints a query. Every size is bounded: the
 * text by {@code VnnLib}, the work and the memory by {@code Budget}, the depth by {@code SyntaxReader} and
 * {@code Formula}.
 *
 * <p>Version 2.0 is read by {@code Version2}: {@code NetworkDeclarations} hold networks and tensors, {@code InputClasses} the
 * inputs that must be equal, {@code PolynomialReader} translates assertions into the same formulas, {@code NetworkMatcher}
 * holds models against declarations, and {@code Composer} makes the composition. {@code CaseSplitter} is shared.
 */
package org.axiomj.properties.vnnlib;

/** Exact numbers: {@link org.axiomj.ir.exact.Rational} for properties, and what exact evaluation needs. No rounding. */
package org.axiomj.ir.exact;

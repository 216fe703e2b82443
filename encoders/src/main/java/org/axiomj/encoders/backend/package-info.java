/** The solvers behind {@link org.axiomj.encoders.SmtSolver}, one class each. */
package org.axiomj.encoders.backend;

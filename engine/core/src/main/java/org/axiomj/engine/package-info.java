/**
 * The verifier. In: a {@link org.axiomj.ir.Network} and a {@link org.axiomj.properties.Query}. Out: a {@link
 * org.axiomj.engine.Verdict}. The whole pipeline is {@link org.axiomj.engine.Verifier#verify}; start there.
 */
package org.axiomj.engine;

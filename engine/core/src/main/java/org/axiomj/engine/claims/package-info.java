/**
 * Properties written in the property language, decided. In: a text and networks. Out: a verdict for each claim. Start
 * at {@link org.axiomj.engine.claims.Claims}.
 */
package org.axiomj.engine.claims;

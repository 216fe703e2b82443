/**
 * Assertions on a network's output while a program runs. Start at {@link org.axiomj.ensure.Ensure}. Uses nothing but the Java
 * library, so that a service can depend on it alone.
 */
package org.axiomj.ensure;

/**
 * Annotations that tie a Java program to a network and its properties. Without dependencies; the compile-time checks are in
 * the annotation processor, and tests read them at run time.
 */
package org.axiomj.annotations;

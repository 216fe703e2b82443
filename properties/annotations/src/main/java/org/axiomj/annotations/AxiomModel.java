package org.axiomj.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The network that a class, a field or a method works with. At compile time the file must be there, be readable, and have
 * the declared input and output.
 *
 * <pre>{@code
 * @AxiomModel(value = "classifier.onnx", input = "float32[batch,3,224,224]", output = "float32[batch,10]")
 * interface Classifier {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
public @interface AxiomModel {
    /** The model file, relative to the folder of {@code -Aaxiom.models} or to a root of the source or class path. */
    String value();

    /** The input's type, such as {@code float32[batch,3,224,224]}; a name stands for any size; empty is not checked. */
    String input() default "";

    /** The output's type, as for {@link #input}. */
    String output() default "";
}

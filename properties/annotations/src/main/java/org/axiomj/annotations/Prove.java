package org.axiomj.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A property that is to be proved of the network that {@link AxiomModel} names on the same element or around it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
@Repeatable(Prove.All.class)
public @interface Prove {
    /** The property, such as {@code forall x in [0, 1]. 0 <= f(x) and f(x) <= 1}. */
    String value();

    Semantics semantics() default Semantics.REAL;

    /** Seconds that the proof may take. */
    int timeout() default 60;

    /** Several properties of one element. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
    @interface All {
        Prove[] value();
    }
}

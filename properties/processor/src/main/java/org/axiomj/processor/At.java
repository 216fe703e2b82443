package org.axiomj.processor;

import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** A value in an annotation, to report at. */
record At(Messager messager, Element element, AnnotationMirror annotation, AnnotationValue value) {
    void say(Diagnostic.Kind kind, String message) {
        messager.printMessage(kind, "[axiom] " + message, element, annotation, value);
    }

    At at(AnnotationValue other) {
        return new At(messager, element, annotation, other);
    }
}

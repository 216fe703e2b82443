package org.axiomj.processor;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * A value in an annotation, to report at.
 *
 * @param spot its expression, where javac cannot find it from the other components: in repeated annotations
 */
record At(
        Messager messager,
        Element element,
        AnnotationMirror annotation,
        AnnotationValue value,
        @Nullable Spot spot) {
    /** An expression in a source. */
    record Spot(Trees trees, Tree tree, CompilationUnitTree unit) {}

    void say(Diagnostic.Kind kind, String message) {
        if (spot != null) {
            spot.trees().printMessage(kind, "[axiom] " + message, spot.tree(), spot.unit());
        } else {
            messager.printMessage(kind, "[axiom] " + message, element, annotation, value);
        }
    }

    At at(AnnotationValue other) {
        return new At(messager, element, annotation, other, null);
    }
}

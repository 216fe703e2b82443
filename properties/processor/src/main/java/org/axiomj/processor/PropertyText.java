package org.axiomj.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/**
 * The text of one {@code @Prove} or {@code @Ensure}.
 *
 * @param isProof whether it is to be proved
 * @param float32 whether for float32 executions
 */
record PropertyText(boolean isProof, String text, boolean float32, At at) {
    /** Those on an element, in their order, repeated ones too. */
    static List<PropertyText> of(Element element, Messager messager) {
        List<PropertyText> texts = new ArrayList<>();
        for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
            add(element, annotation, messager, texts);
        }
        return texts;
    }

    private static void add(
            Element element,
            AnnotationMirror annotation,
            Messager messager,
            List<PropertyText> texts) {
        boolean proof = AxiomProcessor.isNamed(annotation, "Prove");
        boolean container =
                AxiomProcessor.isNamed(annotation, "Prove.All") || AxiomProcessor.isNamed(annotation, "Ensure.All");
        if (!proof && !container && !AxiomProcessor.isNamed(annotation, "Ensure")) {
            return;
        }
        boolean float32 = false;
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> e :
                annotation.getElementValues().entrySet()) {
            float32 |= e.getValue().getValue() instanceof VariableElement constant
                    && constant.getSimpleName().contentEquals("FLOAT32");
        }
        for (AnnotationValue value : annotation.getElementValues().values()) {
            if (container && value.getValue() instanceof List<?> all) {
                for (Object one : all) {
                    if (one instanceof AnnotationMirror inner) {
                        add(element, inner, messager, texts);
                    }
                }
            } else if (value.getValue() instanceof String text) {
                texts.add(new PropertyText(proof, text, float32, new At(messager, element, annotation, value)));
            }
        }
    }
}

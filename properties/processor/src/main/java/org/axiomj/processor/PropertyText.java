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
import org.jspecify.annotations.Nullable;

/**
 * The text of one {@code @Prove} or {@code @Ensure}.
 *
 * @param isProof whether it is to be proved
 * @param float32 whether for float32 executions
 */
record PropertyText(boolean isProof, String text, boolean float32, At at) {
    /** Those on an element, in their order, repeated ones too; {@code spots} is null where there is no tree API. */
    static List<PropertyText> of(Element element, Messager messager, @Nullable AnnotationSpots spots) {
        List<PropertyText> texts = new ArrayList<>();
        for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
            for (boolean proof : new boolean[] {true, false}) {
                String name = proof ? "Prove" : "Ensure";
                if (AxiomProcessor.isNamed(annotation, name)) {
                    add(element, annotation, proof, null, messager, texts);
                } else if (AxiomProcessor.isNamed(annotation, name + ".All")) {
                    List<At.Spot> repeated = spots == null ? List.of() : spots.of(element, name);
                    int next = 0;
                    for (AnnotationMirror inner : contained(annotation)) {
                        // Without the same number in the source, the container was written out, and has a place itself.
                        At.Spot spot = next < repeated.size() ? repeated.get(next++) : null;
                        add(element, inner, proof, spot, messager, texts);
                    }
                }
            }
        }
        return texts;
    }

    private static List<AnnotationMirror> contained(AnnotationMirror container) {
        List<AnnotationMirror> contained = new ArrayList<>();
        for (AnnotationValue value : container.getElementValues().values()) {
            if (value.getValue() instanceof List<?> all) {
                for (Object one : all) {
                    if (one instanceof AnnotationMirror inner) {
                        contained.add(inner);
                    }
                }
            }
        }
        return contained;
    }

    private static void add(
            Element element,
            AnnotationMirror annotation,
            boolean proof,
            At.@Nullable Spot spot,
            Messager messager,
            List<PropertyText> texts) {
        boolean float32 = false;
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> e :
                annotation.getElementValues().entrySet()) {
            float32 |= e.getValue().getValue() instanceof VariableElement constant
                    && constant.getSimpleName().contentEquals("FLOAT32");
        }
        for (AnnotationValue value : annotation.getElementValues().values()) {
            if (value.getValue() instanceof String text) {
                texts.add(new PropertyText(proof, text, float32, new At(messager, element, annotation, value, spot)));
            }
        }
    }
}

package org.axiomj.processor;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;

/** Finds where the texts of repeated annotations stand, for which javac itself has no place. */
final class AnnotationSpots {
    private final Trees trees;

    AnnotationSpots(Trees trees) {
        this.trees = trees;
    }

    /** The values of the annotations of this simple name that are written at an element, in their order. */
    List<At.Spot> of(Element element, String name) {
        TreePath path = trees.getPath(element);
        List<At.Spot> spots = new ArrayList<>();
        if (path != null) {
            for (AnnotationTree annotation : annotations(path.getLeaf())) {
                String type = annotation.getAnnotationType().toString();
                if (type.equals(name) || type.endsWith("." + name)) {
                    spots.add(new At.Spot(trees, value(annotation), path.getCompilationUnit()));
                }
            }
        }
        return spots;
    }

    private static List<? extends AnnotationTree> annotations(Tree tree) {
        if (tree instanceof ClassTree type) {
            return type.getModifiers().getAnnotations();
        } else if (tree instanceof MethodTree method) {
            return method.getModifiers().getAnnotations();
        } else if (tree instanceof VariableTree variable) {
            return variable.getModifiers().getAnnotations();
        }
        return List.of();
    }

    private static Tree value(AnnotationTree annotation) {
        for (ExpressionTree argument : annotation.getArguments()) {
            if (!(argument instanceof AssignmentTree assignment)) {
                return argument;
            } else if (assignment.getVariable().toString().equals("value")) {
                return assignment.getExpression();
            }
        }
        return annotation;
    }
}

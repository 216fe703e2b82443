package org.axiomj.processor;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Replays the models of a class on the model builder, as soon as javac has attributed it, and reports where the builder
 * refuses a call. {@code @SuppressWarnings("axiom")} on a declaration leaves it out.
 */
final class ModelDefinitions implements TaskListener {
    private final JavacTask task;

    ModelDefinitions(JavacTask task) {
        this.task = task;
    }

    @Override
    public void finished(TaskEvent event) {
        if (event.getKind() != TaskEvent.Kind.ANALYZE || event.getTypeElement() == null) {
            return;
        }
        Trees trees = Trees.instance(task);
        TreePath type = trees.getPath(event.getTypeElement());
        if (type == null || isSuppressed(event.getTypeElement())) {
            return;
        }
        Variables variables = new Variables(trees);
        variables.scan(type, null);
        Replay replay = new Replay(
                trees,
                task.getTypes(),
                variables,
                (call, message) -> trees.printMessage(
                        Diagnostic.Kind.ERROR, "[axiom] " + message, call.getLeaf(), call.getCompilationUnit()));
        new Calls(trees, replay).scan(type, null);
    }

    private static boolean isSuppressed(Element element) {
        SuppressWarnings off = element.getAnnotation(SuppressWarnings.class);
        return off != null && Arrays.asList(off.value()).contains("axiom");
    }

    /** The variables of a class that have one value: those with an initialiser that nothing assigns again. */
    static final class Variables extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final Trees trees;
        private final Map<Element, TreePath> initialisers = new HashMap<>();
        private final Set<Element> assigned = new HashSet<>();

        Variables(Trees trees) {
            this.trees = trees;
        }

        /** The initialiser of a variable that has this value wherever it is read, or null. */
        @Nullable TreePath initialiser(Element variable) {
            boolean field = variable.getKind() == ElementKind.FIELD;
            boolean mayChange = field && !variable.getModifiers().contains(Modifier.FINAL);
            return mayChange || assigned.contains(variable) ? null : initialisers.get(variable);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree tree, @Nullable Void none) {
            Element element = trees.getElement(getCurrentPath());
            if (tree.getInitializer() != null && element != null) {
                initialisers.put(element, new TreePath(getCurrentPath(), tree.getInitializer()));
            }
            return super.visitVariable(tree, none);
        }

        @Override
        public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void none) {
            assign(tree.getVariable());
            return super.visitAssignment(tree, none);
        }

        @Override
        public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree tree, @Nullable Void none) {
            assign(tree.getVariable());
            return super.visitCompoundAssignment(tree, none);
        }

        @Override
        public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void none) {
            switch (tree.getKind()) {
                case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
                    assign(tree.getExpression());
                default -> {}
            }
            return super.visitUnary(tree, none);
        }

        private void assign(ExpressionTree variable) {
            Element element = trees.getElement(new TreePath(getCurrentPath(), variable));
            if (element != null) {
                assigned.add(element);
            }
        }
    }

    /** Replays every call, outermost first; the replay remembers what it has seen. */
    private static final class Calls extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final Trees trees;
        private final Replay replay;

        Calls(Trees trees, Replay replay) {
            this.trees = trees;
            this.replay = replay;
        }

        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable Void none) {
            if (tree != null && isSuppressed(tree)) {
                return null;
            }
            return super.scan(tree, none);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void none) {
            replay.value(getCurrentPath());
            return super.visitMethodInvocation(tree, none);
        }

        private boolean isSuppressed(Tree tree) {
            switch (tree.getKind()) {
                case CLASS, INTERFACE, RECORD, ENUM, METHOD, VARIABLE -> {
                    TreePath path = getCurrentPath() == null ? null : new TreePath(getCurrentPath(), tree);
                    Element element = path == null ? null : trees.getElement(path);
                    return element != null && ModelDefinitions.isSuppressed(element);
                }
                default -> {
                    return false;
                }
            }
        }
    }
}

package org.axiomj.processor;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Types;
import org.axiomj.model.ModelBuilder;

/**
 * Finds the values of expressions that have one value whenever they run: literals, constants, variables that are set once,
 * arithmetic, and calls of the model builder on such values. Everything else has no value here.
 */
final class Replay {
    private final Trees trees;
    private final ModelDefinitions.Variables variables;
    private final BuilderCalls calls;
    private final BiConsumer<TreePath, String> report;
    /** What expressions outside lambdas are worth. */
    private final Map<Tree, Optional<Object>> known = new IdentityHashMap<>();
    /** Expressions that are being computed. */
    private final Set<Tree> active = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Calls that were reported. */
    private final Set<Tree> reported = Collections.newSetFromMap(new IdentityHashMap<>());
    /** What parameters of the lambdas around the expression stand for. */
    private final Map<Element, Object> parameters = new HashMap<>();

    /** {@code report} takes the place of a call that fails, and why. */
    Replay(Trees trees, Types types, ModelDefinitions.Variables variables, BiConsumer<TreePath, String> report) {
        this.trees = trees;
        this.variables = variables;
        this.calls = new BuilderCalls(types);
        this.report = report;
    }

    /** The value of an expression, or empty where it cannot be told. Failing calls are reported once. */
    Optional<Object> value(TreePath path) {
        Tree tree = path.getLeaf();
        Optional<Object> before = known.get(tree);
        if (before != null) {
            return before;
        }
        if (!active.add(tree)) {
            // A variable may stand in its own initialiser, inside a lambda.
            return Optional.empty();
        }
        Optional<Object> value = compute(path, tree);
        active.remove(tree);
        if (parameters.isEmpty()) {
            known.put(tree, value);
        }
        return value;
    }

    private Optional<Object> compute(TreePath path, Tree tree) {
        if (tree instanceof LiteralTree literal) {
            return Optional.ofNullable(literal.getValue());
        } else if (tree instanceof ParenthesizedTree inner) {
            return value(path, inner.getExpression());
        } else if (tree instanceof UnaryTree unary) {
            return value(path, unary.getExpression()).flatMap(x -> Numbers.unary(unary.getKind(), x));
        } else if (tree instanceof BinaryTree binary) {
            Optional<Object> left = value(path, binary.getLeftOperand());
            Optional<Object> right = value(path, binary.getRightOperand());
            return left.flatMap(x -> right.flatMap(y -> Numbers.binary(binary.getKind(), x, y)));
        } else if (tree instanceof TypeCastTree cast) {
            String type = cast.getType().toString();
            return value(path, cast.getExpression()).flatMap(x -> Numbers.cast(type, x));
        } else if (tree instanceof MethodInvocationTree call) {
            return call(path, call);
        } else if (tree instanceof LambdaExpressionTree lambda) {
            return block(path, lambda);
        } else if (tree instanceof IdentifierTree || tree instanceof MemberSelectTree) {
            return named(trees.getElement(path));
        }
        return Optional.empty();
    }

    private Optional<Object> value(TreePath parent, Tree tree) {
        return value(new TreePath(parent, tree));
    }

    private Optional<Object> named(@org.jspecify.annotations.Nullable Element element) {
        if (!(element instanceof VariableElement variable)) {
            return Optional.empty();
        }
        Object bound = parameters.get(variable);
        if (bound != null) {
            return Optional.of(bound);
        } else if (variable.getConstantValue() != null) {
            return Optional.of(variable.getConstantValue());
        }
        Optional<Object> ours = BuilderCalls.constant(variable);
        TreePath initialiser = variables.initialiser(variable);
        return ours.isPresent() || initialiser == null
                ? ours
                : value(initialiser)
                        .flatMap(value -> Numbers.assigned(variable.asType().getKind(), value));
    }

    private Optional<Object> call(TreePath path, MethodInvocationTree call) {
        ExpressionTree select = call.getMethodSelect();
        TreePath selectPath = new TreePath(path, select);
        if (!(trees.getElement(selectPath) instanceof ExecutableElement method) || !BuilderCalls.isOurs(method)) {
            return Optional.empty();
        }
        Optional<Object> receiver = Optional.empty();
        if (!method.getModifiers().contains(javax.lang.model.element.Modifier.STATIC)) {
            if (!(select instanceof MemberSelectTree member)) {
                return Optional.empty();
            }
            receiver = value(selectPath, member.getExpression());
            if (receiver.isEmpty()) {
                return Optional.empty();
            }
        }
        Object[] arguments = new Object[call.getArguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            Optional<Object> argument = value(path, call.getArguments().get(i));
            if (argument.isEmpty()) {
                return Optional.empty();
            }
            arguments[i] = argument.get();
        }
        BuilderCalls.Result result = calls.call(method, receiver.orElse(null), List.of(arguments));
        if (result.refusal().isPresent() && reported.add(call)) {
            report.accept(selectPath, result.refusal().get());
        }
        return result.value();
    }

    /** A lambda of one parameter and one expression, as a function of builders. */
    private Optional<Object> block(TreePath path, LambdaExpressionTree lambda) {
        if (lambda.getParameters().size() != 1 || lambda.getBodyKind() != LambdaExpressionTree.BodyKind.EXPRESSION) {
            return Optional.empty();
        }
        Element parameter =
                trees.getElement(new TreePath(path, lambda.getParameters().get(0)));
        if (parameter == null) {
            return Optional.empty();
        }
        UnaryOperator<ModelBuilder> function = x -> {
            Object outer = parameters.put(parameter, x);
            try {
                if (value(path, lambda.getBody()).orElse(null) instanceof ModelBuilder result) {
                    return result;
                }
                throw new BuilderCalls.Unfollowed();
            } finally {
                if (outer == null) {
                    parameters.remove(parameter);
                } else {
                    parameters.put(parameter, outer);
                }
            }
        };
        return Optional.of(function);
    }
}

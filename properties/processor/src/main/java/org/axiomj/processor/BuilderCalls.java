package org.axiomj.processor;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Types;
import org.axiomj.ir.ElementType;
import org.axiomj.model.Batch;
import org.axiomj.model.Model;
import org.axiomj.model.ModelBuilder;
import org.axiomj.model.ShapeMismatchException;
import org.axiomj.model.Window;
import org.jspecify.annotations.Nullable;

/** Calls the model builder's own methods, by the descriptions that javac has of them; those alone that make builders. */
final class BuilderCalls {
    private static final List<Class<?>> OURS = List.of(Model.class, ModelBuilder.class, Window.class);
    private static final List<Class<?>> RESULTS = List.of(ModelBuilder.class, Window.class, Batch.class);

    private final Types types;

    BuilderCalls(Types types) {
        this.types = types;
    }

    /** A block of layers that could not be followed. */
    static final class Unfollowed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unfollowed() {
            super("a block that cannot be followed", null, false, false);
        }
    }

    /**
     * What a call yields.
     *
     * @param value empty where it fails or cannot be followed
     * @param refusal why the call fails whenever it runs
     */
    record Result(Optional<Object> value, Optional<String> refusal) {
        static final Result UNFOLLOWED = new Result(Optional.empty(), Optional.empty());
    }

    static boolean isOurs(ExecutableElement method) {
        return ours(method.getEnclosingElement()).isPresent();
    }

    /** The constants of our classes that calls take. */
    static Optional<Object> constant(VariableElement variable) {
        String owner = variable.getEnclosingElement() instanceof TypeElement type
                ? type.getQualifiedName().toString()
                : "";
        String name = variable.getSimpleName().toString();
        if (owner.equals(Model.class.getName()) && name.equals("FLOAT32")) {
            return Optional.of(Model.FLOAT32);
        } else if (owner.equals(Window.class.getName()) && name.equals("DEFAULT")) {
            return Optional.of(Window.DEFAULT);
        } else if (owner.equals(ElementType.class.getName())) {
            for (ElementType type : ElementType.values()) {
                if (type.name().equals(name)) {
                    return Optional.of(type);
                }
            }
        }
        return Optional.empty();
    }

    Result call(ExecutableElement method, @Nullable Object receiver, List<Object> arguments) {
        Optional<Method> found = find(method);
        if (found.isEmpty()
                || !RESULTS.contains(found.get().getReturnType())
                || receiver != null && !found.get().getDeclaringClass().isInstance(receiver)) {
            return Result.UNFOLLOWED;
        }
        Optional<Object[]> fitted = fitted(found.get(), arguments);
        if (fitted.isEmpty()) {
            return Result.UNFOLLOWED;
        }
        try {
            return new Result(Optional.ofNullable(found.get().invoke(receiver, fitted.get())), Optional.empty());
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            // These are the builder's own ways to refuse; anything else says nothing about the program.
            if (cause instanceof ShapeMismatchException
                    || cause instanceof IllegalArgumentException
                    || cause instanceof IllegalStateException) {
                return new Result(Optional.empty(), Optional.of(String.valueOf(cause.getMessage())));
            }
            return Result.UNFOLLOWED;
        } catch (IllegalAccessException | IllegalArgumentException otherVersion) {
            return Result.UNFOLLOWED;
        }
    }

    private static Optional<Class<?>> ours(@Nullable Element owner) {
        if (owner instanceof TypeElement type) {
            for (Class<?> c : OURS) {
                if (type.getQualifiedName().contentEquals(c.getName())) {
                    return Optional.of(c);
                }
            }
        }
        return Optional.empty();
    }

    /** The method that javac means; empty where the program is compiled against another version that has others. */
    private Optional<Method> find(ExecutableElement method) {
        Optional<Class<?>> owner = ours(method.getEnclosingElement());
        if (owner.isPresent()) {
            for (Method candidate : owner.get().getMethods()) {
                if (method.getSimpleName().contentEquals(candidate.getName()) && same(method, candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    private boolean same(ExecutableElement method, Method candidate) {
        Class<?>[] parameters = candidate.getParameterTypes();
        if (method.getParameters().size() != parameters.length) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            String type = types.erasure(method.getParameters().get(i).asType()).toString();
            if (!type.equals(parameters[i].getCanonicalName())) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Object[]> fitted(Method method, List<Object> arguments) {
        Class<?>[] parameters = method.getParameterTypes();
        int fixed = method.isVarArgs() ? parameters.length - 1 : parameters.length;
        if (arguments.size() < fixed || !method.isVarArgs() && arguments.size() != fixed) {
            return Optional.empty();
        }
        Object[] fitted = new Object[parameters.length];
        for (int i = 0; i < fixed; i++) {
            Optional<Object> value = Numbers.fit(parameters[i], arguments.get(i));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            fitted[i] = value.get();
        }
        if (method.isVarArgs()) {
            Class<?> element = parameters[fixed].getComponentType();
            Object rest = Array.newInstance(element, arguments.size() - fixed);
            for (int i = fixed; i < arguments.size(); i++) {
                Optional<Object> value = Numbers.fit(element, arguments.get(i));
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                Array.set(rest, i - fixed, value.get());
            }
            fitted[fixed] = rest;
        }
        return Optional.of(fitted);
    }
}

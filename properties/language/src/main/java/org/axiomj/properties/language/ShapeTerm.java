package org.axiomj.properties.language;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.properties.language.core.Shape;
import org.jspecify.annotations.Nullable;

/** A shape that may still be unknown, in full or in some dimensions; unification fills it in. */
final class ShapeTerm {
    private @Nullable ShapeTerm same;
    private @Nullable List<Dimension> dimensions;

    /** A size that may still be unknown; {@code name} is what the file calls it. */
    static final class Dimension {
        private @Nullable Dimension same;
        private long size;
        private @Nullable String name;

        static Dimension of(long size) {
            Dimension dimension = new Dimension();
            dimension.size = size;
            return dimension;
        }

        static Dimension unknown(@Nullable String name) {
            Dimension dimension = new Dimension();
            dimension.name = name;
            return dimension;
        }

        private Dimension root() {
            Dimension root = this;
            while (root.same != null) {
                root = root.same;
            }
            if (root != this) {
                same = root; // keeps the chains short
            }
            return root;
        }

        private boolean unify(Dimension other) {
            Dimension a = root();
            Dimension b = other.root();
            if (a == b) {
                return true;
            }
            if (a.size > 0 && b.size > 0) {
                return a.size == b.size;
            }
            Dimension known = a.size > 0 || (b.size == 0 && (a.name != null || b.name == null)) ? a : b;
            (known == a ? b : a).same = known;
            return true;
        }
    }

    static ShapeTerm unknown() {
        return new ShapeTerm();
    }

    static ShapeTerm of(List<Dimension> dimensions) {
        ShapeTerm term = new ShapeTerm();
        term.dimensions = List.copyOf(dimensions);
        return term;
    }

    static ShapeTerm scalar() {
        return of(List.of());
    }

    static ShapeTerm of(Shape shape) {
        List<Dimension> dimensions = new ArrayList<>();
        for (Shape.Dimension dimension : shape.dimensions()) {
            dimensions.add(
                    dimension instanceof Shape.Fixed fixed
                            ? Dimension.of(fixed.size())
                            : Dimension.unknown(((Shape.Any) dimension).name()));
        }
        return of(dimensions);
    }

    private ShapeTerm root() {
        ShapeTerm root = this;
        while (root.same != null) {
            root = root.same;
        }
        if (root != this) {
            same = root; // keeps the chains short
        }
        return root;
    }

    boolean isUnknown() {
        return root().dimensions == null;
    }

    boolean isScalar() {
        List<Dimension> known = root().dimensions;
        return known != null && known.isEmpty();
    }

    /** Whether both can be one shape; if so they are one from now on. */
    boolean unify(ShapeTerm other) {
        ShapeTerm a = root();
        ShapeTerm b = other.root();
        if (a == b) {
            return true;
        }
        List<Dimension> left = a.dimensions;
        List<Dimension> right = b.dimensions;
        if (left == null) {
            a.same = b;
            return true;
        }
        if (right == null) {
            b.same = a;
            return true;
        }
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!left.get(i).unify(right.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What is known so far; an unknown shape counts as a number, an unknown size gets a name. */
    Shape shape() {
        List<Dimension> known = root().dimensions;
        if (known == null) {
            return Shape.SCALAR;
        }
        List<Shape.Dimension> shape = new ArrayList<>();
        for (Dimension dimension : known) {
            Dimension root = dimension.root();
            shape.add(root.size > 0 ? new Shape.Fixed(root.size) : new Shape.Any(root.name == null ? "?" : root.name));
        }
        return new Shape(shape);
    }

    /** Decides what no constraint decided: an unknown shape is a number, and an unknown size gets a name of its own. */
    void settle(Names names) {
        ShapeTerm root = root();
        if (root.dimensions == null) {
            root.dimensions = List.of();
        }
        for (Dimension dimension : root.dimensions) {
            Dimension d = dimension.root();
            if (d.size == 0 && d.name == null) {
                d.name = names.fresh("n");
            }
        }
    }

    /** As the messages write it. */
    @Override
    public String toString() {
        return isUnknown() ? "a value of unknown shape" : isScalar() ? "a number (real)" : shape().toString();
    }
}

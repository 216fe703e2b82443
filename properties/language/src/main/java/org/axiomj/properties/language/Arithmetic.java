package org.axiomj.properties.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Shape;

/** Arithmetic, literals and elements. Constants are computed at once, exactly. */
final class Arithmetic {
    /** Of a constant that was computed; a file of a few lines can ask for numbers that no memory holds. */
    private static final int LARGEST_BITS = 100_000;

    private static final int MOST_ELEMENTS = 1_000_000;

    private final Elaborator elaborator;

    Arithmetic(Elaborator elaborator) {
        this.elaborator = elaborator;
    }

    static Value.Tensor number(Rational value) {
        return new Value.Tensor(new Expr.Constant(Shape.SCALAR, List.of(value)), ShapeTerm.scalar());
    }

    /** The shape of an elementwise operation: that of both, or of the one that is no number. */
    ShapeTerm join(Value.Tensor left, Value.Tensor right, Place place, String what) {
        if (left.shape().isScalar()) {
            return right.shape();
        }
        if (right.shape().isScalar()) {
            return left.shape();
        }
        if (!left.shape().unify(right.shape())) {
            throw elaborator.error(
                    place,
                    "expected equal shapes on both sides of " + what + ", found " + left.shape() + " and "
                            + right.shape(),
                    "make the shapes equal, or one side a number, which counts for every element");
        }
        return left.shape();
    }

    Value.Tensor sum(Syntax.Sum sum, Map<String, Value> locals) {
        List<Expr> terms = new ArrayList<>();
        Value.Tensor total = elaborator.tensor(sum.terms().get(0), locals);
        terms.add(total.expr());
        boolean constant = total.expr() instanceof Expr.Constant;
        for (Syntax syntax : sum.terms().subList(1, sum.terms().size())) {
            Value.Tensor term = elaborator.tensor(syntax, locals);
            ShapeTerm shape = join(total, term, syntax.place(), "+ or -");
            constant = constant && term.expr() instanceof Expr.Constant;
            Expr folded = constant ? fold(total.expr(), term.expr(), shape, Rational::add, sum.place()) : total.expr();
            terms.add(term.expr());
            total = new Value.Tensor(folded, shape);
        }
        return constant
                ? total
                : new Value.Tensor(new Expr.Sum(terms, total.shape().shape()), total.shape());
    }

    Value.Tensor negate(Value.Tensor operand) {
        Expr expr = operand.expr() instanceof Expr.Constant c
                ? new Expr.Constant(
                        c.shape(), c.elements().stream().map(Rational::negate).toList())
                : new Expr.Negate(operand.expr());
        return new Value.Tensor(expr, operand.shape());
    }

    Value.Tensor product(Syntax.Product product, Map<String, Value> locals) {
        Value.Tensor result = elaborator.tensor(product.factors().get(0), locals);
        for (Syntax syntax : product.factors().subList(1, product.factors().size())) {
            Value.Tensor factor = elaborator.tensor(syntax, locals);
            ShapeTerm shape = join(result, factor, syntax.place(), "*");
            boolean constant = result.expr() instanceof Expr.Constant && factor.expr() instanceof Expr.Constant;
            result = new Value.Tensor(
                    constant
                            ? fold(result.expr(), factor.expr(), shape, Rational::multiply, product.place())
                            : new Expr.Product(result.expr(), factor.expr(), shape.shape()),
                    shape);
        }
        return result;
    }

    Value.Tensor quotient(Syntax.Quotient quotient, Map<String, Value> locals) {
        Value.Tensor dividend = elaborator.tensor(quotient.dividend(), locals);
        Value.Tensor divisor = elaborator.tensor(quotient.divisor(), locals);
        ShapeTerm shape = join(dividend, divisor, quotient.place(), "/");
        if (divisor.expr() instanceof Expr.Constant constant) {
            if (constant.elements().stream().anyMatch(e -> e.signum() == 0)) {
                throw elaborator.error(
                        quotient.divisor().place(),
                        "expected a divisor other than zero, found 0",
                        "correct the constant");
            }
            if (dividend.expr() instanceof Expr.Constant) {
                return new Value.Tensor(
                        fold(dividend.expr(), divisor.expr(), shape, Rational::divide, quotient.place()), shape);
            }
        }
        return new Value.Tensor(new Expr.Quotient(dividend.expr(), divisor.expr(), shape.shape()), shape);
    }

    Value.Tensor power(Syntax.Power power, Map<String, Value> locals) {
        Value.Tensor base = elaborator.tensor(power.base(), locals);
        if (base.expr() instanceof Expr.Constant constant) {
            List<Rational> elements = new ArrayList<>();
            for (Rational element : constant.elements()) {
                Rational result = Rational.ONE;
                for (int i = 0; i < power.exponent(); i++) {
                    result = small(result.multiply(element), power.place());
                }
                elements.add(result);
            }
            return new Value.Tensor(new Expr.Constant(constant.shape(), elements), base.shape());
        }
        return new Value.Tensor(new Expr.Power(base.expr(), power.exponent()), base.shape());
    }

    private Rational small(Rational value, Place place) {
        if (value.numerator().bitLength() + value.denominator().bitLength() > LARGEST_BITS) {
            throw elaborator.error(
                    place,
                    "expected a constant of at most " + LARGEST_BITS + " bits, found a larger one",
                    "write the number rounded");
        }
        return value;
    }

    private Expr fold(Expr left, Expr right, ShapeTerm shape, BinaryOperator<Rational> operator, Place place) {
        List<Rational> a = ((Expr.Constant) left).elements();
        List<Rational> b = ((Expr.Constant) right).elements();
        List<Rational> elements = new ArrayList<>();
        boolean scalarLeft = left.shape().isScalar();
        boolean scalarRight = right.shape().isScalar();
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            elements.add(small(operator.apply(a.get(scalarLeft ? 0 : i), b.get(scalarRight ? 0 : i)), place));
        }
        return new Expr.Constant(shape.shape(), elements);
    }

    /** {@code [a, b, c]} as a vector, or as a tensor of the rows a, b and c. */
    Value.Tensor stack(Value.Items items, Place place) {
        List<Value.Tensor> parts = items.items().stream()
                .map(item -> elaborator.tensor(item, place))
                .toList();
        ShapeTerm row = parts.get(0).shape();
        for (Value.Tensor part : parts) {
            if (!row.unify(part.shape())) {
                throw elaborator.error(
                        place,
                        "expected items of one shape in [...], found " + row + " and " + part.shape(),
                        "make every item a number, or every item a vector of the same size");
            }
        }
        List<Shape.Dimension> dimensions = new ArrayList<>();
        dimensions.add(new Shape.Fixed(parts.size()));
        dimensions.addAll(row.shape().dimensions());
        Shape shape = new Shape(dimensions);
        if (parts.stream().allMatch(part -> part.expr() instanceof Expr.Constant)) {
            List<Rational> elements = new ArrayList<>();
            parts.forEach(part -> elements.addAll(((Expr.Constant) part.expr()).elements()));
            return new Value.Tensor(new Expr.Constant(shape, elements), ShapeTerm.of(shape));
        }
        List<Expr> elements = new ArrayList<>();
        for (Value.Tensor part : parts) {
            long size = size(part, place);
            for (long i = 0; i < size; i++) {
                elements.add(
                        part.shape().isScalar() || row.isUnknown()
                                ? part.expr()
                                : select(part.expr(), List.of(i), Shape.SCALAR));
            }
        }
        return new Value.Tensor(new Expr.Stack(elements, shape), ShapeTerm.of(shape));
    }

    /** The number of elements; 1 in the first run where it is not known yet. */
    long size(Value.Tensor tensor, Place place) {
        Shape shape = tensor.shape().shape();
        if (!shape.isFixed()) {
            if (!elaborator.settled()) {
                return 1;
            }
            throw elaborator.error(
                    place,
                    "expected a tensor of known size, found " + shape + ", whose size nothing decides",
                    "give the variable a type, as in `forall x : real[10]. ...`");
        }
        long size = shape.dimensions().stream()
                .mapToLong(d -> ((Shape.Fixed) d).size())
                .reduce(1, (a, b) -> Math.min(a * Math.min(b, MOST_ELEMENTS + 1L), MOST_ELEMENTS + 1L));
        if (size > MOST_ELEMENTS) {
            throw elaborator.error(
                    place, "expected at most " + MOST_ELEMENTS + " elements here, found " + shape, "name a part of it");
        }
        return size;
    }

    Value.Tensor without(Syntax.Without without, Map<String, Value> locals) {
        Value.Tensor vector = vector(without.vector(), locals);
        int index = wholeNumber(
                elaborator.value(without.index(), locals), without.index().place(), "an index");
        long size = size(vector, without.vector().place());
        if (!elaborator.settled() && !vector.shape().shape().isFixed()) {
            return new Value.Tensor(vector.expr(), ShapeTerm.of(List.of(ShapeTerm.Dimension.unknown(null))));
        }
        inside(index, size, without.index().place());
        if (size == 1) {
            throw elaborator.error(
                    without.place(),
                    "expected a vector of at least two elements before `without`, found one element",
                    "nothing would be left");
        }
        List<Long> positions = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            if (i != index) {
                positions.add(i);
            }
        }
        Shape shape = Shape.of(positions.size());
        return new Value.Tensor(select(vector.expr(), positions, shape), ShapeTerm.of(shape));
    }

    Value.Tensor vector(Syntax syntax, Map<String, Value> locals) {
        Value.Tensor vector = elaborator.tensor(syntax, locals);
        if (!vector.shape().unify(ShapeTerm.of(List.of(ShapeTerm.Dimension.unknown(null))))) {
            throw elaborator.error(
                    syntax.place(),
                    "expected a vector, found " + vector.describe(),
                    "a vector has one dimension; of a tensor take a part with indices");
        }
        return vector;
    }

    int wholeNumber(Value value, Place place, String what) {
        Rational number = Elaborator.constant(value)
                .orElseThrow(() -> elaborator.error(
                        place,
                        "expected " + what + " that is a constant whole number, found " + value.describe(),
                        "write the number, from 0"));
        if (number.denominator().bitLength() > 1
                || number.signum() < 0
                || number.numerator().bitLength() > 31) {
            throw elaborator.error(
                    place,
                    "expected " + what + " that is a whole number from 0, found " + number.toText(20),
                    "write the number, from 0");
        }
        return number.numerator().intValueExact();
    }

    void inside(int index, long size, Place place) {
        if (index >= size) {
            throw elaborator.error(
                    place, "expected an index from 0 to " + (size - 1) + ", found " + index, "indices count from 0");
        }
    }

    Value.Tensor index(Value.Tensor of, Syntax.Index index, Map<String, Value> locals) {
        int rank = index.selectors().size();
        List<ShapeTerm.Dimension> unknown = new ArrayList<>();
        index.selectors().forEach(selector -> unknown.add(ShapeTerm.Dimension.unknown(null)));
        if (!of.shape().unify(ShapeTerm.of(unknown))) {
            int dimensions = of.shape().shape().dimensions().size();
            throw elaborator.error(
                    index.place(),
                    "expected "
                            + (dimensions == 0 ? "no index" : dimensions + (dimensions == 1 ? " index" : " indices"))
                            + " for " + of.describe() + ", found " + rank,
                    "give one index or range a..b for each dimension");
        }
        List<Shape.Dimension> sizes = of.shape().shape().dimensions();
        List<Long> positions = List.of(0L);
        List<Long> kept = new ArrayList<>();
        for (int d = 0; d < rank; d++) {
            Syntax.Selector selector = index.selectors().get(d);
            Place place = selector.first().place();
            int first = wholeNumber(elaborator.value(selector.first(), locals), place, "an index");
            int last = first;
            if (selector.last().isPresent()) {
                Syntax end = selector.last().get();
                last = wholeNumber(elaborator.value(end, locals), end.place(), "an index");
                if (last < first) {
                    throw elaborator.error(
                            end.place(),
                            "expected a range a..b with a <= b, found " + first + ".." + last,
                            "both ends belong to the range");
                }
                kept.add((long) last - first + 1);
            }
            boolean known = sizes.get(d) instanceof Shape.Fixed;
            if (known) {
                inside(
                        last,
                        ((Shape.Fixed) sizes.get(d)).size(),
                        selector.last().orElse(selector.first()).place());
            } else if (elaborator.settled() && (rank > 1 || last > 0)) {
                throw elaborator.error(
                        index.place(),
                        "expected a tensor of known size, found " + of.shape() + ", whose size nothing decides",
                        "give the variable a type, as in `forall x : real[10]. ...`");
            }
            positions = further(positions, known ? ((Shape.Fixed) sizes.get(d)).size() : 1, first, last, place);
        }
        Shape shape = Shape.of(kept.stream().mapToLong(Long::longValue).toArray());
        return new Value.Tensor(
                elaborator.settled() || of.expr() instanceof Expr.Constant
                        ? select(of.expr(), positions, shape)
                        : of.expr(),
                ShapeTerm.of(shape));
    }

    private List<Long> further(List<Long> positions, long size, long first, long last, Place place) {
        if (positions.size() * (last - first + 1) > MOST_ELEMENTS) {
            throw elaborator.error(
                    place, "expected at most " + MOST_ELEMENTS + " elements here, found more", "name a part of it");
        }
        List<Long> next = new ArrayList<>();
        for (long position : positions) {
            for (long i = first; i <= last; i++) {
                next.add(position * size + i);
            }
        }
        return next;
    }

    static Expr select(Expr of, List<Long> positions, Shape shape) {
        if (of instanceof Expr.Constant constant) {
            return new Expr.Constant(
                    shape,
                    positions.stream()
                            .map(p -> constant.elements().get(Math.toIntExact(p)))
                            .toList());
        }
        return new Expr.Select(of, positions, shape);
    }
}

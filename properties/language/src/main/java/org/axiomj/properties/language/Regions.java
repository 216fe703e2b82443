package org.axiomj.properties.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Domain;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;

/** Domains: boxes, balls, sets, intersections, and rows of datasets. */
final class Regions {
    private final Elaborator elaborator;

    Regions(Elaborator elaborator) {
        this.elaborator = elaborator;
    }

    /** The domain of a variable, whose shape it shares. */
    Domain domain(Syntax syntax, Value.Tensor variable, Map<String, Value> locals) {
        if (syntax instanceof Syntax.And and) {
            List<Domain> parts = new ArrayList<>();
            for (Syntax part : and.operands()) {
                parts.add(domain(part, variable, locals));
            }
            return new Domain.Intersection(parts);
        }
        Value.Region region = region(elaborator.value(syntax, locals), syntax.place());
        if (!region.shape().unify(variable.shape())) {
            throw elaborator.error(
                    syntax.place(),
                    "expected a domain of " + variable.shape() + ", found one of " + region.shape(),
                    "make the domain's bounds or centre fit the variable, or write bounds that are numbers");
        }
        if (variable.expr() instanceof Expr.Variable v) {
            noteRows(region.domain(), v.name());
        }
        return region.domain();
    }

    private void noteRows(Domain domain, String variable) {
        if (domain instanceof Domain.Rows rows) {
            elaborator.rows.put(variable, rows.dataset());
        } else if (domain instanceof Domain.Intersection both) {
            both.parts().forEach(part -> noteRows(part, variable));
        }
    }

    /** The formula {@code element in domain}; empty where the domain has rows of a dataset. */
    Optional<Formula> contains(Syntax syntax, Value.Tensor element, Map<String, Value> locals) {
        Domain domain = domain(syntax, element, locals);
        if (hasRows(domain)) {
            return Optional.empty();
        }
        limit(domain, syntax.place());
        return Optional.of(domain.contains(element.expr()));
    }

    /** Membership writes the conditions of sets out, once for each part of a formula. */
    private void limit(Domain domain, Place place) {
        if (domain instanceof Domain.Where where) {
            elaborator.limit(where.condition(), place);
        } else if (domain instanceof Domain.Intersection both) {
            both.parts().forEach(part -> limit(part, place));
        }
    }

    private static boolean hasRows(Domain domain) {
        return domain instanceof Domain.Rows
                || domain instanceof Domain.Intersection both
                        && both.parts().stream().anyMatch(Regions::hasRows);
    }

    /** {@code first} is the value of the first operand. */
    Value.Region intersection(Value first, Syntax.And and, Map<String, Value> locals) {
        ShapeTerm shape = ShapeTerm.unknown();
        List<Domain> parts = new ArrayList<>();
        for (Syntax syntax : and.operands()) {
            Value.Region part = region(parts.isEmpty() ? first : elaborator.value(syntax, locals), syntax.place());
            if (!shape.unify(part.shape())) {
                throw elaborator.error(
                        syntax.place(),
                        "expected domains of one shape on both sides of `and`, found " + shape + " and " + part.shape(),
                        "intersect domains of the same variable");
            }
            parts.add(part.domain());
        }
        return new Value.Region(new Domain.Intersection(parts), shape);
    }

    Value.Region region(Value value, Place place) {
        if (value instanceof Value.Region region) {
            return region;
        }
        if (value instanceof Value.Items items) {
            return box(items, place);
        }
        if (value instanceof Value.Dataset dataset) {
            return rows(dataset, 0, dataset.description().rows() - 1, place);
        }
        throw elaborator.error(
                place,
                "expected a domain, found " + value.describe(),
                "write a box [lo, hi], a ball linf(center, radius), l2(...) or l1(...), a set { x | condition },"
                        + " or dataset(\"file\")[0..9]; for one value use it in the variable's place");
    }

    private Value.Region box(Value.Items items, Place place) {
        if (items.items().size() != 2) {
            throw elaborator.error(
                    place,
                    "expected a box [lo, hi] of two bounds, found " + items.describe(),
                    "bounds may be vectors: [[0, 0], [1, 2]]");
        }
        Value.Tensor lower = elaborator.tensor(items.items().get(0), place);
        Value.Tensor upper = elaborator.tensor(items.items().get(1), place);
        ShapeTerm shape = ShapeTerm.unknown();
        for (Value.Tensor bound : List.of(lower, upper)) {
            if (!bound.shape().isScalar() && !shape.unify(bound.shape())) {
                throw elaborator.error(
                        place,
                        "expected bounds of one shape, found " + lower.shape() + " and " + upper.shape(),
                        "make both bounds vectors of the same size, or numbers");
            }
        }
        if (lower.expr() instanceof Expr.Constant a && upper.expr() instanceof Expr.Constant b) {
            for (int i = 0; i < Math.max(a.elements().size(), b.elements().size()); i++) {
                Rational low = a.elements().get(a.shape().isScalar() ? 0 : i);
                Rational high = b.elements().get(b.shape().isScalar() ? 0 : i);
                if (low.compareTo(high) > 0) {
                    throw elaborator.error(
                            place,
                            "expected a box with lower <= upper, found " + low.toText(20) + " and " + high.toText(20)
                                    + (a.elements().size() > 1 ? " at index " + i : ""),
                            "an empty domain would make every property true; exchange the bounds");
                }
            }
        }
        return new Value.Region(new Domain.Box(lower.expr(), upper.expr()), shape);
    }

    Value.Region ball(Domain.Norm norm, Syntax.Call call, Map<String, Value> locals) {
        Value.Tensor center = elaborator.tensor(call.arguments().get(0), locals);
        Syntax second = call.arguments().get(1);
        Value.Tensor radius = elaborator.scalar(second, locals);
        Optional<Rational> constant = Elaborator.constant(radius);
        if (constant.isPresent() && constant.get().signum() < 0) {
            throw elaborator.error(
                    second.place(),
                    "expected a radius of at least 0, found " + constant.get().toText(20),
                    "an empty domain would make every property true; correct the radius");
        }
        // A number as centre stands for the vector of it.
        ShapeTerm shape = center.shape().isScalar() ? ShapeTerm.unknown() : center.shape();
        return new Value.Region(new Domain.Ball(norm, center.expr(), radius.expr()), shape);
    }

    Value.Region set(Syntax.Set set, Map<String, Value> locals) {
        Value.Tensor variable = elaborator.variable(set.binding().names().get(0), elaborator.type(set.binding()));
        List<Domain> parts = new ArrayList<>();
        if (set.binding().domain().isPresent()) {
            parts.add(domain(set.binding().domain().get(), variable, locals));
        }
        Map<String, Value> inner = new LinkedHashMap<>(locals);
        inner.put(set.binding().names().get(0), variable);
        Formula condition = elaborator.formula(set.condition(), inner);
        Domain where = new Domain.Where((Expr.Variable) variable.expr(), condition);
        parts.add(where);
        return new Value.Region(parts.size() == 1 ? where : new Domain.Intersection(parts), variable.shape());
    }

    Value.Dataset dataset(Syntax.Call call) {
        if (call.arguments().size() != 1 || !(call.arguments().get(0) instanceof Syntax.Text text)) {
            throw elaborator.error(
                    call.place(), "expected a file's name in quotes, found something else", "write dataset(\"file\")");
        }
        return new Value.Dataset(
                text.value(),
                elaborator
                        .scope
                        .datasets()
                        .describe(text.value())
                        .orElseThrow(() -> elaborator.error(
                                text.place(),
                                "expected a dataset that can be read, found no \"" + text.value() + "\"",
                                "check the file's name, or pass the dataset in")));
    }

    /** {@code dataset("file")[a]} or {@code [a..b]}. */
    Value.Region rows(Value.Dataset dataset, Syntax.Index index, Map<String, Value> locals) {
        if (index.selectors().size() != 1) {
            throw elaborator.error(
                    index.place(),
                    "expected one range of rows, found " + index.selectors().size() + " indices",
                    "write dataset(\"file\")[0..9]");
        }
        Arithmetic arithmetic = new Arithmetic(elaborator);
        Syntax first = index.selectors().get(0).first();
        Syntax last = index.selectors().get(0).last().orElse(first);
        int from = arithmetic.wholeNumber(elaborator.value(first, locals), first.place(), "a row");
        int to = arithmetic.wholeNumber(elaborator.value(last, locals), last.place(), "a row");
        if (to < from || to >= dataset.description().rows()) {
            throw elaborator.error(
                    last.place(),
                    "expected rows a..b with a <= b, up to "
                            + (dataset.description().rows() - 1) + ", found " + from + ".." + to,
                    "both ends belong to the range; rows count from 0");
        }
        return rows(dataset, from, to, index.place());
    }

    private Value.Region rows(Value.Dataset dataset, long from, long to, Place place) {
        if (to < from) {
            throw elaborator.error(
                    place,
                    "expected a dataset with rows, found none in \"" + dataset.fileName() + "\"",
                    "an empty domain would make every property true; check the file");
        }
        return new Value.Region(
                new Domain.Rows(dataset.fileName(), from, to),
                ShapeTerm.of(dataset.description().row()));
    }
}

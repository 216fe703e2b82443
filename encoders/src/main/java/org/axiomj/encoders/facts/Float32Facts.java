package org.axiomj.encoders.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.axiomj.encoders.SmtSolver;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.UnsupportedPropertyException;
import org.axiomj.properties.language.core.Formula;

/**
 * Decides statements about functions as float32 executes them: variables are finite float32 numbers, softmax and the like
 * are rounded, the formula's own arithmetic is exact over the resulting numbers. Proofs rest on {@link Float32Analysis} and
 * its assumptions; a point refutes only if the formula is false in every execution at hand. Not complete.
 */
public final class Float32Facts {
    public static final String ORACLE = "oracle:float32-analysis";

    private static final List<Long> SIZES = List.of(10L, 3L, 2L, 4L);
    private static final int RANDOM = 400;
    private static final long SEARCH_NANOS = 2_000_000_000L;

    private Float32Facts() {}

    /**
     * @param formula closed
     * @param solver for what rounding cannot change
     * @param runtimes other programs that must agree before a point refutes
     * @param deadlineNanos of {@link System#nanoTime}
     */
    public static FactVerdict decide(
            Formula formula, SmtSolver solver, List<Float32Runtime> runtimes, long deadlineNanos) {
        List<ExactFormula.Execution> executions = new ArrayList<>();
        executions.add(Float32Call::values);
        runtimes.forEach(runtime ->
                executions.add((function, arguments, row) -> Float32Call.values(runtime, function, arguments, row)));
        Refuter refuter = new Refuter(formula, Set.of(), executions);
        try {
            Optional<FactVerdict.Refuted> found =
                    search(refuter, runtimes, Math.min(deadlineNanos, System.nanoTime() + SEARCH_NANOS));
            if (found.isPresent()) {
                return found.get();
            } else if (!refuter.sawDomain()) {
                return new FactVerdict.Unknown("no float32 point of the domain was found; is it empty?");
            } else if (holds(refuter.body())) {
                return new FactVerdict.Proved(
                        ORACLE,
                        List.of("softmax in float32: the largest logit subtracted,"
                                + " exponentials within 2 ulp, sums in any order, round to nearest; relative error (n + 1) 2^-24"
                                + " of the sum and what is written at Float32Analysis"));
            } else if (Unrounded.is(formula)
                    && FactProver.decide(formula, solver, deadlineNanos) instanceof FactVerdict.Proved proved) {
                // Float32 numbers are real numbers, and nothing in the formula is rounded.
                return proved;
            }
        } catch (UnsupportedPropertyException | Undetermined e) {
            return new FactVerdict.Unknown(String.valueOf(e.getMessage()));
        }
        return new FactVerdict.Unknown(
                "the float32 analysis does not decide it, and no point that was tried refutes it");
    }

    private static Optional<FactVerdict.Refuted> search(
            Refuter refuter, List<Float32Runtime> runtimes, long deadlineNanos) {
        List<Long> sizes = refuter.openDimensions().isEmpty() ? List.of(1L) : SIZES;
        for (long size : sizes) {
            Map<String, Long> chosen = new LinkedHashMap<>();
            refuter.openDimensions().forEach(name -> chosen.put(name, size));
            List<Map<String, List<Rational>>> points =
                    new ArrayList<>(Candidates.points(refuter.variables(), Set.of(), chosen));
            points.addAll(random(refuter, chosen));
            for (Map<String, List<Rational>> point : points) {
                Optional<FactVerdict.Refuted> found = refuted(refuter, runtimes, point, chosen);
                if (found.isPresent()) {
                    return found;
                } else if (System.nanoTime() - deadlineNanos >= 0) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<FactVerdict.Refuted> refuted(
            Refuter refuter,
            List<Float32Runtime> runtimes,
            Map<String, List<Rational>> point,
            Map<String, Long> sizes) {
        if (!point.values().stream().allMatch(Float32Facts::areFloats)) {
            return Optional.empty();
        }
        Optional<FactVerdict.Refuted> found = refuter.at(point, sizes);
        return found.isEmpty() && refuter.body() instanceof Formula.Regular regular && refuter.isInDomain(point, sizes)
                ? irregular(regular, runtimes, point)
                : found;
    }

    private static boolean areFloats(List<Rational> values) {
        return values.stream().allMatch(v -> {
            float nearest = (float) v.toDouble();
            return Float.isFinite(nearest) && Rational.of(nearest).equals(v);
        });
    }

    /** Every execution at hand must give what is excluded. */
    private static Optional<FactVerdict.Refuted> irregular(
            Formula.Regular f, List<Float32Runtime> runtimes, Map<String, List<Rational>> point) {
        try {
            Optional<Double> found = excluded(f, new Float32Specials(point, Float32Call::execute));
            for (Float32Runtime runtime : runtimes) {
                Float32Specials other = new Float32Specials(
                        point, (function, x, row) -> Float32Call.execute(runtime, function, x, row));
                found = found.isPresent() && excluded(f, other).isEmpty() ? Optional.empty() : found;
            }
            return found.map(value ->
                    new FactVerdict.Refuted(point, "expected " + f.exclusion().text() + ", found " + value));
        } catch (Undetermined unclear) {
            return Optional.empty();
        }
    }

    private static Optional<Double> excluded(Formula.Regular f, Float32Specials execution) {
        for (double value : execution.values(f.value())) {
            boolean excluded = switch (f.exclusion()) {
                case NAN -> Double.isNaN(value);
                case INFINITY -> Double.isInfinite(value);
                case NAN_AND_INFINITY -> !Double.isFinite(value);
            };
            if (excluded) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** Multiples of 1/64 between -4 and 4, the same ones in every run: logits as networks give them. */
    private static List<Map<String, List<Rational>>> random(Refuter refuter, Map<String, Long> sizes) {
        Random random = new Random(1);
        List<Map<String, List<Rational>>> points = new ArrayList<>();
        for (int k = 0; k < RANDOM; k++) {
            Map<String, List<Rational>> point = new LinkedHashMap<>();
            for (QuantifiedVariable v : refuter.variables()) {
                List<Rational> elements = new ArrayList<>();
                int size = ExactFormula.size(v.variable().shape(), sizes);
                for (int i = 0; i < size; i++) {
                    elements.add(Rational.of((random.nextInt(513) - 256) / 64.0));
                }
                point.put(v.variable().name(), elements);
            }
            points.add(point);
        }
        return points;
    }

    /** Whether the formula holds wherever in their ranges the values lie. */
    private static boolean holds(Formula f) {
        if (f instanceof Formula.Truth t) {
            return t.value();
        } else if (f instanceof Formula.And and) {
            return and.operands().stream().allMatch(Float32Facts::holds);
        } else if (f instanceof Formula.Or or) {
            return or.operands().stream().anyMatch(Float32Facts::holds);
        } else if (f instanceof Formula.Close c) {
            return holds(c.expanded());
        } else if (f instanceof Formula.Regular r) {
            // A range is one of finite numbers.
            return Float32Analysis.range(r.value()).isPresent();
        }
        return f instanceof Formula.Compare c && compared(c);
    }

    private static boolean compared(Formula.Compare c) {
        Optional<Enclosure> left = Float32Analysis.range(c.left());
        Optional<Enclosure> right = Float32Analysis.range(c.right());
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        Enclosure l = left.get();
        Enclosure r = right.get();
        return switch (c.relation()) {
            case LESS -> l.upper().compareTo(r.lower()) < 0;
            case LESS_EQUAL -> l.upper().compareTo(r.lower()) <= 0;
            case GREATER -> l.lower().compareTo(r.upper()) > 0;
            case GREATER_EQUAL -> l.lower().compareTo(r.upper()) >= 0;
            case EQUAL -> l.isExact() && r.isExact() && l.equals(r);
        };
    }
}

package org.axiomj.engine.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.axiomj.engine.bounds.Specification;
import org.axiomj.engine.search.Target;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.evaluate.DoubleEvaluator;
import org.axiomj.proofs.Counterexample;
import org.axiomj.proofs.ReplayOutcome;
import org.axiomj.proofs.Replayer;
import org.axiomj.proofs.statement.Semantics;

/**
 * Looks for counterexamples by projected gradient descent (Madry et al., 2018) on how far the unsafe condition is from
 * holding, from random points and corners, and by a (1+1) evolutionary search with corner mutations, which finds what
 * gradients miss. Everything it returns has been replayed; what it does not find proves nothing.
 *
 * <p>Used by one thread at a time, except {@link #tryPoint}, which is synchronised.
 */
public final class Falsifier {
    /** Bursts take at most this share of the time that has passed since the first. */
    private static final double SHARE = 0.2;

    private static final int DESCENT_STEPS = 24;
    /** How near the limit of the unsafe set the rounding of float32 may matter, relative to the values. */
    private static final double NEAR = 2e-6;

    private static final int MOST_NEAR_MISSES = 64;

    private final Replayer replayer;
    private final boolean rounding;
    private final CoreGraph graph;
    private final DoubleEvaluator burstEvaluator;
    private final DoubleEvaluator pointEvaluator;
    private final SplittableRandom random;
    private final List<NearMiss> nearMisses = new ArrayList<>();
    private Optional<ReplayOutcome.Disagreement> disagreement = Optional.empty();
    private long burstNanos;
    private long firstBurst;
    private int round;
    private int rejected;

    /** For counterexamples over the reals. */
    public Falsifier(CoreGraph graph, Replayer replayer, long seed) {
        this(graph, replayer, seed, Semantics.REAL);
    }

    public Falsifier(CoreGraph graph, Replayer replayer, long seed, Semantics semantics) {
        rounding = semantics == Semantics.FLOAT32;
        this.graph = graph;
        this.replayer = replayer;
        burstEvaluator = new DoubleEvaluator(graph);
        pointEvaluator = new DoubleEvaluator(graph);
        random = new SplittableRandom(seed);
    }

    /** A point that violates nothing over the reals, but so nearly that rounding may make it. */
    public record NearMiss(int caseIndex, double[] point) {}

    /** Some of those that were met over the reals. */
    public List<NearMiss> nearMisses() {
        synchronized (nearMisses) {
            return List.copyOf(nearMisses);
        }
    }

    /** A point that violates under one arithmetic only, if one was met. */
    public Optional<ReplayOutcome.Disagreement> disagreement() {
        return disagreement;
    }

    /** Attacks for the given time. */
    public Optional<Counterexample> attack(Target target, long nanos, BooleanSupplier expired) {
        long end = System.nanoTime() + nanos;
        int restart = 0;
        do {
            Optional<Counterexample> found =
                    restart % 4 == 3 ? evolve(target, end, expired) : descend(target, restart, expired);
            if (found.isPresent()) {
                return found;
            }
            restart++;
        } while (System.nanoTime() - end < 0 && !expired.getAsBoolean());
        return Optional.empty();
    }

    /** A little more attacking beside the search, as long as its share of the time is not used up. */
    public Optional<Counterexample> burst(Target target, BooleanSupplier expired) {
        long now = System.nanoTime();
        if (firstBurst == 0) {
            firstBurst = now;
        }
        if (burstNanos >= SHARE * (now - firstBurst)) {
            return Optional.empty();
        }
        Optional<Counterexample> found =
                round++ % 2 == 0 ? evolve(target, now + 50_000_000L, expired) : descend(target, 1 + round, expired);
        burstNanos += System.nanoTime() - now;
        return found;
    }

    /** Evaluates one point and replays it if it seems to violate. */
    public synchronized Optional<Counterexample> tryPoint(Target target, double[] x) {
        double violation = violation(
                target, pointEvaluator, x, new double[target.specification().rowCount()]);
        return violation <= 0 ? confirm(target, x) : Optional.empty();
    }

    /** Replays a point whatever it seems. */
    public Optional<Counterexample> confirmPoint(Target target, double[] x) {
        return confirm(target, x);
    }

    private double violation(Target target, DoubleEvaluator evaluator, double[] x, double[] excess) {
        double[] y = evaluator.run(x);
        target.specification().excess(x, y, excess);
        double v = target.specification().violation(excess);
        if (rounding) {
            double size = evaluator.largestMagnitude();
            v -= NEAR * size;
        } else if (v > 0 && v <= NEAR * largest(y)) {
            remember(new NearMiss(target.caseIndex(), x.clone()));
        }
        return Double.isNaN(v) ? Double.POSITIVE_INFINITY : v;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private void remember(NearMiss miss) {
        synchronized (nearMisses) {
            if (nearMisses.size() == MOST_NEAR_MISSES) {
                nearMisses.remove(0);
            }
            nearMisses.add(miss);
        }
    }

    private synchronized Optional<Counterexample> confirm(Target target, double[] x) {
        if (rejected > 200 && rejected % 64 != 0) {
            rejected++;
            return Optional.empty();
        }
        ReplayOutcome outcome = replayer.replay(target.caseIndex(), x);
        if (outcome instanceof ReplayOutcome.Confirmed confirmed) {
            return Optional.of(confirmed.counterexample());
        }
        rejected++;
        if (outcome instanceof ReplayOutcome.Disagreement d && disagreement.isEmpty()) {
            disagreement = Optional.of(d);
        }
        return Optional.empty();
    }

    private Optional<Counterexample> descend(Target target, int restart, BooleanSupplier expired) {
        Specification specification = target.specification();
        int n = target.lower().length;
        double[] x = start(target, restart);
        double[] excess = new double[specification.rowCount()];
        double best = Double.POSITIVE_INFINITY;
        double step = 0.25;
        for (int i = 0; i < DESCENT_STEPS && !expired.getAsBoolean(); i++) {
            double v = violation(target, burstEvaluator, x, excess);
            if (v <= 0) {
                Optional<Counterexample> found = confirm(target, x);
                if (found.isPresent()) {
                    return found;
                }
            }
            step = v < best ? step : step * 0.7;
            best = Math.min(best, v);
            double[] byOutput = new double[graph.outputSize()];
            double[] byInput = new double[n];
            specification.violationGradient(excess, byOutput, byInput);
            double[] gradient = burstEvaluator.gradient(byOutput);
            for (int k = 0; k < n; k++) {
                double g = gradient[k] + byInput[k];
                double moved = x[k] - Math.signum(g) * step * (target.upper()[k] - target.lower()[k]);
                x[k] = Math.max(target.lower()[k], Math.min(target.upper()[k], moved));
            }
        }
        double v = violation(target, burstEvaluator, x, excess);
        return v <= 0 ? confirm(target, x) : Optional.empty();
    }

    private double[] start(Target target, int restart) {
        int n = target.lower().length;
        double[] x = new double[n];
        for (int k = 0; k < n; k++) {
            double t = restart == 0 ? 0.5 : restart % 3 == 1 ? random.nextInt(2) : random.nextDouble();
            x[k] = target.lower()[k] + t * (target.upper()[k] - target.lower()[k]);
            x[k] = Math.max(target.lower()[k], Math.min(target.upper()[k], x[k]));
        }
        return x;
    }

    private Optional<Counterexample> evolve(Target target, long end, BooleanSupplier expired) {
        int n = target.lower().length;
        double[] excess = new double[target.specification().rowCount()];
        double[] x = start(target, 2);
        double value = violation(target, burstEvaluator, x, excess);
        double scale = 0.3;
        for (int i = 0; i < 4000 && (i % 16 != 0 || (System.nanoTime() - end < 0 && !expired.getAsBoolean())); i++) {
            double[] y = x.clone();
            int changes = 1 + random.nextInt(Math.max(1, Math.min(n, 4)));
            for (int c = 0; c < changes; c++) {
                mutate(target, y, random.nextInt(n), scale);
            }
            double v = violation(target, burstEvaluator, y, excess);
            if (v <= value) {
                scale = Math.min(0.5, scale * (v < value ? 1.3 : 1));
                value = v;
                x = y;
            } else {
                scale = Math.max(1e-6, scale * 0.97);
            }
            if (value <= 0) {
                Optional<Counterexample> found = confirm(target, x);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private void mutate(Target target, double[] y, int k, double scale) {
        double low = target.lower()[k];
        double high = target.upper()[k];
        int kind = random.nextInt(8);
        if (kind == 0) {
            y[k] = low;
        } else if (kind == 1) {
            y[k] = high;
        } else {
            double gauss = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
            y[k] = Math.max(low, Math.min(high, y[k] + gauss * 2 * scale * (high - low)));
        }
    }
}

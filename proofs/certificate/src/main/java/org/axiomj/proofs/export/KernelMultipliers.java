package org.axiomj.proofs.export;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.axiomj.kernel.Beta;
import org.axiomj.kernel.BoundSession;
import org.axiomj.kernel.KernelNetwork;

/**
 * The multipliers of a session's last pass. Where a ReLU's argument has other users, the pass has only the sum of theirs; then
 * the multiplier is made up here as the pass does it, from the slope.
 */
final class KernelMultipliers implements Multipliers {
    private static final int BITS = 24;

    private final NetworkTerms network;
    private final BoundSession session;
    private final Slopes slopes;
    private final Dyadic stretch;
    private final Map<Long, Dyadic> changes = new HashMap<>();

    /** The slope of an unstable ReLU whose coefficient is positive, in units of {@code 2^-24}. */
    @FunctionalInterface
    interface Slopes {
        BigInteger of(int relu, int element);
    }

    /** @param stretch how much larger the combination is here than in the kernel's pass */
    KernelMultipliers(NetworkTerms network, BoundSession session, Slopes slopes, Dyadic stretch, Beta[] betas) {
        this.network = network;
        this.session = session;
        this.slopes = slopes;
        this.stretch = stretch;
        for (Beta b : betas) {
            changes.merge(place(b.node(), b.element()), Dyadic.of(b.mantissa(), b.exponent()), Dyadic::plus);
        }
    }

    private static long place(int relu, int element) {
        return (long) relu << 32 | element;
    }

    @Override
    public Dyadic of(int relu, int element, Dyadic coefficient) {
        int argument = ((KernelNetwork.Relu) network.node(relu)).input();
        if (network.readOnce(argument)) {
            return Dyadic.of(session.coefficient(argument, element), session.scale(argument))
                    .times(stretch);
        }
        Dyadic slope = new Dyadic(slope(relu, element, coefficient.signum() < 0), BITS);
        Dyadic change = changes.getOrDefault(place(relu, element), Dyadic.ZERO);
        return coefficient.times(slope).plus(change.times(stretch)).rounded(BITS);
    }

    private BigInteger slope(int relu, int element, boolean chord) {
        if (!session.unstable(relu, element)) {
            return session.lower(relu, element) >= 0 ? BigInteger.ONE.shiftLeft(BITS) : BigInteger.ZERO;
        }
        return chord ? chord(session.lower(relu, element), session.upper(relu, element)) : slopes.of(relu, element);
    }

    static BigInteger chord(long low, long high) {
        return LagrangianBound.slope(low, high).shiftRight(LagrangianBound.LINE_BITS - BITS);
    }

    /** Slopes as a pass takes them: 0 or 1, or the chord's. */
    static Slopes plain(BoundSession session, boolean useChord) {
        return (relu, element) -> {
            long low = session.lower(relu, element);
            long high = session.upper(relu, element);
            return useChord ? chord(low, high) : high > -low ? BigInteger.ONE.shiftLeft(BITS) : BigInteger.ZERO;
        };
    }

    /** Slopes as a row names them, for the unstable arguments in order. */
    static Slopes named(NetworkTerms network, BoundSession session, LeafEvent.Slopes how) {
        Map<Long, BigInteger> slopes = new HashMap<>();
        int at = 0;
        for (int k = 0; k < network.count(); k++) {
            for (int i = 0; network.node(k) instanceof KernelNetwork.Relu && i < network.size(k); i++) {
                if (session.unstable(k, i) && at < how.values().length) {
                    long parts = how.values()[at++];
                    slopes.put(place(k, i), BigInteger.valueOf((parts << BITS) / how.whole()));
                }
            }
        }
        return (relu, element) -> slopes.getOrDefault(place(relu, element), BigInteger.ZERO);
    }
}

package org.axiomj.proofs.elaborate;

import java.util.List;
import java.util.Optional;
import org.axiomj.kernel.BoundSession;
import org.axiomj.kernel.Condition;
import org.axiomj.kernel.Preparation;

/** Where to cut a leaf of the search that the kernel's coarser arithmetic does not exclude. */
final class ExtraSplits {
    /** Above this many inputs a cut of one of them gains little, and ReLUs are split. */
    private static final int MOST_INPUTS = 16;

    private static final int MOST_PROBED = 6;

    private final Preparation prep;
    private final BoundSession session;
    private final Exclusion exclusion;
    private final Condition unsafe;
    private final BitWriter scratch = new BitWriter();

    /** A cut, in the kernel's numbers; node 0 stands for an input. */
    record Choice(int node, int element) {}

    ExtraSplits(Preparation prep, BoundSession session, Exclusion exclusion, Condition unsafe) {
        this.prep = prep;
        this.session = session;
        this.exclusion = exclusion;
        this.unsafe = unsafe;
    }

    Optional<Choice> best(List<RowProof> hints) {
        if (exclusion.varyingInputs() > MOST_INPUTS) {
            Optional<Choice> relu = bestRelu();
            if (relu.isPresent()) {
                return relu;
            }
        }
        return bestInput(hints);
    }

    /** The unstable ReLU whose upper line costs the last row most (Bunel et al., JMLR 2020). */
    private Optional<Choice> bestRelu() {
        Optional<Choice> best = Optional.empty();
        double most = 0;
        for (int k = 0; k < prep.activationCount(); k++) {
            int relu = prep.activation(k);
            for (int i = 0; i < prep.size(relu); i++) {
                double v = Math.scalb((double) session.coefficient(relu, i), -session.scale(relu));
                double l = session.lower(relu, i);
                double u = session.upper(relu, i);
                if (session.unstable(relu, i) && v != 0) {
                    double cost = v < 0 ? -v * u * -l / (u - l) : 0.2 * v * Math.min(-l, u);
                    if (cost > most) {
                        most = cost;
                        best = Optional.of(new Choice(relu, i));
                    }
                }
            }
        }
        return best;
    }

    /** The input whose halves come nearest to exclusion, by trying a few. */
    private Optional<Choice> bestInput(List<RowProof> hints) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int input : exclusion.widest(MOST_PROBED)) {
            double value = Math.min(0, probe(input, false, hints)) + Math.min(0, probe(input, true, hints));
            if (best < 0 || value > most) {
                best = input;
                most = value;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(new Choice(0, best));
    }

    /** How near one half comes to exclusion. */
    private double probe(int input, boolean high, List<RowProof> hints) {
        int mark = session.mark();
        session.splitInput(input, high);
        boolean empty = false;
        for (int k = 0; k < prep.activationCount() && !empty; k++) {
            int relu = prep.activation(k);
            for (int i = 0; i < prep.argumentSize(relu) && !empty; i++) {
                for (int side = 0; side < 2 && !empty && session.open(relu, i); side++) {
                    empty = !session.accept(relu, i, side == 1, session.compute(relu, i, side == 1, false));
                }
            }
        }
        boolean done = empty || exclusion.attempt(unsafe, false, hints, scratch);
        scratch.cut(0);
        session.undo(mark);
        return done ? 0 : exclusion.nearest();
    }
}

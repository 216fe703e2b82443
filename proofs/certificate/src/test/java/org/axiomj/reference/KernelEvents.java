package org.axiomj.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.axiomj.kernel.Beta;
import org.axiomj.kernel.Kernel;
import org.axiomj.kernel.Observer;
import org.axiomj.kernel.Statement;
import org.axiomj.kernel.Verdict;

/** What the kernel says while it checks, in the words of {@link TreeReader}. */
final class KernelEvents implements Observer {
    final List<String> events = new ArrayList<>();
    final Verdict verdict;

    KernelEvents(Statement statement, byte[] bytes) {
        verdict = Kernel.check(statement, new ByteArrayInputStream(bytes), System.nanoTime() + 600_000_000_000L, this);
    }

    /** Fails where verdict or a number are others than the reference's. */
    void agreesWith(ReferenceChecker.Outcome reference, List<String> expected) {
        for (int i = 0; i < Math.min(events.size(), expected.size()); i++) {
            assertThat(events.get(i)).as("the kernel's event %d", i).isEqualTo(expected.get(i));
        }
        assertThat(accepted())
                .as("reference: %s, kernel: %s", reference.reason(), verdict)
                .isEqualTo(reference.accepted());
        assertThat(events)
                .as("reference: %s, kernel: %s", reference.reason(), verdict)
                .hasSameSizeAs(expected);
    }

    boolean accepted() {
        return verdict instanceof Kernel.Theorem;
    }

    @Override
    public void node(int caseIndex, String path) {
        events.add("node " + caseIndex + " " + path);
    }

    @Override
    public void lemma(int relu, int element, boolean upperSide, boolean chord, long bound) {
        events.add("lemma " + relu + "." + element + (upperSide ? " <= " : " >= ") + bound + " " + chord);
    }

    @Override
    public void splitInput(int input, long cut) {
        events.add("split input " + input + " at " + cut);
    }

    @Override
    public void splitRelu(int relu, int element) {
        events.add("split relu " + relu + "." + element);
    }

    @Override
    public void constraint(int index) {
        events.add("constraint " + index);
    }

    @Override
    public void empty() {
        events.add("empty");
    }

    @Override
    public void choose(int part) {
        events.add("choose " + part);
    }

    @Override
    public void combine(long[] weights) {
        StringBuilder text = new StringBuilder("combine");
        for (long w : weights) {
            text.append(' ').append(w);
        }
        events.add(text.toString());
    }

    @Override
    public void row(int slopes, int[] values, Beta[] betas, long bound) {
        StringBuilder text = new StringBuilder("row " + slopes);
        for (int value : values) {
            text.append(' ').append(value);
        }
        for (Beta b : betas) {
            text.append(" change ").append(b.node()).append('.').append(b.element());
            text.append(' ').append(b.mantissa()).append("*2^-").append(b.exponent());
        }
        events.add(text.append(" >= ").append(bound).toString());
    }
}

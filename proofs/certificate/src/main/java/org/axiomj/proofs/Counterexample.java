package org.axiomj.proofs;

import java.util.List;
import org.axiomj.ir.exact.Rational;

/**
 * An input in the query's domain whose output satisfies the unsafe condition, with the runs that showed it.
 *
 * @param caseIndex which case of the query it falls into
 * @param input the exact input; inside the case's box. Equal to {@code input32} wherever the box holds a float32
 * @param input32 the float32 input that the runtimes were given
 * @param output32 the output of the last float32 runtime that ran
 * @param replays one entry a runtime: exact real arithmetic, our float32 evaluator, ONNX Runtime where it is there
 */
public record Counterexample(
        int caseIndex, List<Rational> input, float[] input32, float[] output32, List<Replay> replays) {
    public Counterexample {
        input = List.copyOf(input);
        replays = List.copyOf(replays);
    }

    /**
     * One run of the network on the input.
     *
     * @param runtime "exact", "float32", or "onnxruntime 1.28.0"
     * @param output the output, one number an element, as text: for "exact" the exact decimals where exact arithmetic was
     *     needed to decide, else 30 digits of the middle of a rigorous enclosure; for the others shortest float32
     * @param violates whether that output satisfies the unsafe condition, decided exactly
     */
    public record Replay(String runtime, List<String> output, boolean violates) {
        public Replay {
            output = List.copyOf(output);
        }
    }
}

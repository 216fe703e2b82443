package org.axiomj.properties.vnnlib;

import java.util.HashSet;
import java.util.Set;

/** Which {@code X_i} and {@code Y_i} are declared, against what the network has. */
final class Declarations implements Inputs {
    /** No variable's key. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int MOST_DIGITS = 9;

    private final SourceText source;
    private final Kind inputs;
    private final Kind outputs;
    private int last;

    Declarations(SourceText source, int inputSize, int outputSize) {
        this.source = source;
        this.inputs = new Kind('X', "input", inputSize);
        this.outputs = new Kind('Y', "output", outputSize);
    }

    /**
     * The key of the variable that a token names: {@code i} for {@code X_i}, {@code ~i} for {@code Y_i}, {@link #NONE}
     * if it is named otherwise. Does not ask whether it is declared.
     */
    int key(int start, int end) {
        byte[] bytes = source.bytes;
        if (bytes[start] == '|') {
            start++;
            end--;
        }
        if (end - start < 3 || bytes[start + 1] != '_' || (bytes[start] != 'X' && bytes[start] != 'Y')) {
            return NONE;
        }
        int index = 0;
        for (int i = start + 2; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            if (i - start - 2 == MOST_DIGITS) {
                throw source.invalid(
                        start,
                        "expected an index of at most " + MOST_DIGITS + " digits, found " + source.excerpt(start, end)
                                + "; number the variables from 0");
            }
            index = index * 10 + digit;
        }
        if (bytes[start + 2] == '0' && end - start > 3) {
            throw source.invalid(
                    start,
                    "expected an index without leading zeros, found " + source.excerpt(start, end) + "; remove them");
        }
        return bytes[start] == 'X' ? index : ~index;
    }

    void declare(int start, int end) {
        int key = key(start, end);
        if (key == NONE) {
            throw source.invalid(
                    start,
                    "expected the name of an input X_0, X_1, ... or an output Y_0, Y_1, ..., found "
                            + source.excerpt(start, end) + "; VNN-LIB 1.0 declares nothing else");
        }
        Kind kind = key >= 0 ? inputs : outputs;
        if (!kind.declare(key >= 0 ? key : ~key, start)) {
            throw source.invalid(
                    start,
                    "expected each variable to be declared once, found a second declaration of "
                            + source.excerpt(start, end) + "; remove one of them");
        }
        last = start;
    }

    /** Refuses a variable that was not declared before. */
    void use(int key, int start, int end) {
        Kind kind = key >= 0 ? inputs : outputs;
        int index = key >= 0 ? key : ~key;
        if (index >= kind.offsets.length || kind.offsets[index] < 0) {
            throw source.invalid(
                    start,
                    "expected a variable that is declared above, found " + source.excerpt(start, end)
                            + "; the network has " + kind.range() + ": declare it, or correct its index");
        }
    }

    /** Whether something is declared that the network does not have: {@link #check} will refuse. */
    boolean beyondNetwork() {
        return !inputs.beyond.isEmpty() || !outputs.beyond.isEmpty();
    }

    /** To be called at the end: every variable of the network, and nothing else, must be declared. */
    void check() {
        inputs.check();
        outputs.check();
    }

    @Override
    public String inputName(int index) {
        return "X_" + index;
    }

    @Override
    public int inputOffset(int index) {
        return inputs.offsets[index];
    }

    private final class Kind {
        final char letter;
        final String word;
        final int[] offsets;
        final Set<Integer> beyond = new HashSet<>();
        int count;
        int firstBeyond;

        Kind(char letter, String word, int size) {
            this.letter = letter;
            this.word = word;
            this.offsets = new int[size];
            java.util.Arrays.fill(offsets, -1);
        }

        boolean declare(int index, int offset) {
            count++;
            if (index < offsets.length) {
                boolean fresh = offsets[index] < 0;
                offsets[index] = offset;
                return fresh;
            }
            if (beyond.isEmpty()) {
                firstBeyond = offset;
            }
            return beyond.add(index);
        }

        void check() {
            int place = beyond.isEmpty() ? last : firstBeyond;
            if (count != offsets.length) {
                throw source.invalid(
                        place,
                        "expected " + range() + " as in the network, found " + count + " declared " + word
                                + (count == 1 ? "" : "s")
                                + "; give the specification that belongs to this network");
            }
            for (int i = 0; i < offsets.length; i++) {
                if (offsets[i] < 0) {
                    throw source.invalid(
                            place,
                            "expected " + range() + " as in the network, found no declaration of " + letter + "_" + i
                                    + "; number the variables from 0 without gaps");
                }
            }
        }

        String range() {
            int size = offsets.length;
            return size + " " + word + (size == 1 ? "" : "s")
                    + (size == 0
                            ? ""
                            : size == 1
                                    ? " (" + letter + "_0)"
                                    : " (" + letter + "_0 to " + letter + "_" + (size - 1) + ")");
        }
    }
}

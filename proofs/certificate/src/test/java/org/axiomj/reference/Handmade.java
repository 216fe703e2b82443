package org.axiomj.reference;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.axiomj.kernel.Condition;
import org.axiomj.kernel.Fraction;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.Statement;

/** Statements and certificates written out by hand. */
final class Handmade {
    /** A leaf whose condition is one atom: slopes 0/1, no changes. */
    static final String LEAF = "00 00 0";

    private Handmade() {}

    static Fraction fraction(long numerator, long denominator) {
        return Fraction.of(numerator, denominator);
    }

    static Fraction whole(long n) {
        return Fraction.of(n, 1);
    }

    /** 2^k. */
    static Fraction power(int k) {
        BigInteger p = BigInteger.ONE.shiftLeft(Math.abs(k));
        return k >= 0 ? new Fraction(p, BigInteger.ONE) : new Fraction(BigInteger.ONE, p);
    }

    /** coefficient * y[0] <= bound. */
    static Condition.Atom atMost(Fraction coefficient, Fraction bound) {
        return new Condition.Atom(List.of(), List.of(new Condition.Term(0, coefficient)), bound, false);
    }

    static Condition.Atom strict(Condition.Atom atom) {
        return new Condition.Atom(atom.inputs(), atom.outputs(), atom.bound(), true);
    }

    /** Without terms: 0 <= bound or 0 < bound. */
    static Condition.Atom empty(Fraction bound, boolean strict) {
        return new Condition.Atom(List.of(), List.of(), bound, strict);
    }

    /** Rows of mantissas, all with one exponent; no biases. */
    static KernelNetwork.Linear linear(
            int input, long[][] rows, int exponent, long[] bias, KernelNetwork.Tolerance tolerance) {
        int columns = rows[0].length;
        int[] start =
                IntStream.rangeClosed(0, rows.length).map(o -> o * columns).toArray();
        int[] column =
                IntStream.range(0, rows.length * columns).map(k -> k % columns).toArray();
        long[] mantissa = Arrays.stream(rows).flatMapToLong(Arrays::stream).toArray();
        int[] exponents = new int[mantissa.length];
        Arrays.fill(exponents, exponent);
        return new KernelNetwork.Linear(
                input, columns, start, column, mantissa, exponents, bias, new int[rows.length], tolerance);
    }

    static KernelNetwork.Linear linear(int input, long[]... rows) {
        return linear(input, rows, 0, new long[rows.length], KernelNetwork.Tolerance.NONE);
    }

    /** The last node is the output, every input has the same range. */
    static Statement statement(Fraction lower, Fraction upper, Condition unsafe, KernelNetwork.Node... nodes) {
        KernelNetwork network = new KernelNetwork(List.of(nodes), nodes.length - 1);
        int n = network.inputSize();
        Statement.Case one = new Statement.Case(Collections.nCopies(n, lower), Collections.nCopies(n, upper), unsafe);
        return new Statement("real", network, List.of(one));
    }

    /** y = x. */
    static Statement identity(Fraction lower, Fraction upper, Condition unsafe) {
        return statement(lower, upper, unsafe, new KernelNetwork.Input(1));
    }

    /** Each node as text of bits, with spaces to the reader's liking. */
    static byte[] certificate(Statement statement, int unit, int precision, List<String> nodes) {
        List<RecordedNode> recorded = new ArrayList<>();
        for (String bits : nodes) {
            recorded.add(new RecordedNode(List.of(new RecordedNode.Field(Source.Kind.CHOICE, bits.replace(" ", "")))));
        }
        return Inventions.bytes(ReferenceChecker.header(statement, unit, precision), recorded);
    }

    static byte[] certificate(Statement statement, String... nodes) {
        return certificate(statement, 28, 24, List.of(nodes));
    }

    /** Whether the kernel accepts; the reference has to be of the same opinion on every number. */
    static boolean accepted(Statement statement, byte[] certificate) {
        List<String> expected = new ArrayList<>();
        ReferenceChecker.Outcome reference = ReferenceChecker.check(statement, certificate, expected::add);
        KernelEvents kernel = new KernelEvents(statement, certificate);
        kernel.agreesWith(reference, expected);
        return kernel.accepted();
    }

    static boolean accepted(Statement statement, String... nodes) {
        return accepted(statement, certificate(statement, nodes));
    }

    static String bits(int value, int count) {
        return RecordedNode.Field.of(Source.Kind.ANY, value, count).bits();
    }
}

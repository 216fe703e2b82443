package org.axiomj.kernel;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.List;

/** SHA-256 over the canonical bytes of a statement; integers big-endian, everything preceded by its count. */
final class StatementHash {
    private final MessageDigest digest;
    private final byte[] buffer = new byte[1 << 13];
    private int used;

    StatementHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    byte[] of(Statement statement) {
        text("axiomj statement 1");
        text(statement.semantics());
        List<KernelNetwork.Node> nodes = statement.network().nodes();
        integer(nodes.size());
        nodes.forEach(this::node);
        integer(statement.network().output());
        integer(statement.cases().size());
        for (Statement.Case c : statement.cases()) {
            fractions(c.lower());
            fractions(c.upper());
            condition(c.unsafe());
        }
        digest.update(buffer, 0, used);
        return digest.digest();
    }

    private void node(KernelNetwork.Node node) {
        if (node instanceof KernelNetwork.Input in) {
            text("input");
            integer(in.size());
        } else if (node instanceof KernelNetwork.Relu relu) {
            text("relu");
            integer(relu.input());
        } else if (node instanceof KernelNetwork.Smooth smooth) {
            text("smooth");
            text(smooth.curve().word());
            integer(smooth.input());
        } else if (node instanceof KernelNetwork.Product product) {
            text("product");
            integer(product.input());
        } else if (node instanceof KernelNetwork.Sum sum) {
            text("sum");
            integer(sum.inputs().size());
            sum.inputs().forEach(this::integer);
        } else if (node instanceof KernelNetwork.Concat concat) {
            text("concat");
            integer(concat.inputs().size());
            concat.inputs().forEach(this::integer);
        } else if (node instanceof KernelNetwork.Linear l) {
            text("linear");
            integer(l.input);
            integer(l.columns);
            number(l.tolerance.relative());
            number(l.tolerance.absolute());
            integer(l.rows());
            for (int o = 0; o < l.rows(); o++) {
                integer(l.rowStart[o + 1] - l.rowStart[o]);
                for (int k = l.rowStart[o]; k < l.rowStart[o + 1]; k++) {
                    integer(l.column[k]);
                    number(l.mantissa[k]);
                    integer(l.exponent[k]);
                }
                number(l.biasMantissa[o]);
                integer(l.biasExponent[o]);
            }
        }
    }

    private void condition(Condition root) {
        ArrayDeque<Condition> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Condition next = open.pop();
            if (next instanceof Condition.Atom atom) {
                text(atom.strict() ? "less" : "atmost");
                terms(atom.inputs());
                terms(atom.outputs());
                fraction(atom.bound());
            } else if (next instanceof Condition.And and) {
                text("and");
                push(open, and.parts());
            } else if (next instanceof Condition.Or or) {
                text("or");
                push(open, or.parts());
            }
        }
    }

    private void push(ArrayDeque<Condition> open, List<Condition> parts) {
        integer(parts.size());
        for (int i = parts.size() - 1; i >= 0; i--) {
            open.push(parts.get(i));
        }
    }

    private void terms(List<Condition.Term> terms) {
        integer(terms.size());
        for (Condition.Term term : terms) {
            integer(term.index());
            fraction(term.coefficient());
        }
    }

    private void fractions(List<Fraction> values) {
        integer(values.size());
        values.forEach(this::fraction);
    }

    private void fraction(Fraction value) {
        big(value.numerator());
        big(value.denominator());
    }

    private void big(BigInteger value) {
        bytes(value.toByteArray());
    }

    private void text(String ascii) {
        bytes(ascii.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private void bytes(byte[] bytes) {
        integer(bytes.length);
        for (byte b : bytes) {
            one(b);
        }
    }

    private void integer(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            one((byte) (value >> shift));
        }
    }

    private void number(long value) {
        integer((int) (value >> 32));
        integer((int) value);
    }

    private void one(byte b) {
        if (used == buffer.length) {
            digest.update(buffer, 0, used);
            used = 0;
        }
        buffer[used++] = b;
    }
}

package org.axiomj.reference;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import org.axiomj.kernel.Condition;
import org.axiomj.kernel.Fraction;
import org.axiomj.kernel.KernelNetwork;
import org.axiomj.kernel.Statement;

/** Section 1, "Hash". */
final class StatementDigest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private StatementDigest() {}

    static byte[] of(Statement statement) {
        try {
            StatementDigest digest = new StatementDigest();
            digest.statement(statement);
            return MessageDigest.getInstance("SHA-256").digest(digest.bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void text(String text) throws IOException {
        bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void bytes(byte[] content) throws IOException {
        out.writeInt(content.length);
        out.write(content);
    }

    private void number(Fraction f) throws IOException {
        BigInteger common = f.numerator().gcd(f.denominator());
        bytes(f.numerator().divide(common).toByteArray());
        bytes(f.denominator().divide(common).toByteArray());
    }

    private void statement(Statement s) throws IOException {
        text("axiomj statement 1");
        text(s.semantics());
        out.writeInt(s.network().nodes().size());
        for (KernelNetwork.Node node : s.network().nodes()) {
            node(node, s.network().sizes());
        }
        out.writeInt(s.network().output());
        out.writeInt(s.cases().size());
        for (Statement.Case c : s.cases()) {
            for (List<Fraction> bounds : List.of(c.lower(), c.upper())) {
                out.writeInt(bounds.size());
                for (Fraction f : bounds) {
                    number(f);
                }
            }
            condition(c.unsafe());
        }
    }

    private void node(KernelNetwork.Node node, int[] sizes) throws IOException {
        if (node instanceof KernelNetwork.Input in) {
            text("input");
            out.writeInt(in.size());
        } else if (node instanceof KernelNetwork.Relu relu) {
            text("relu");
            out.writeInt(relu.input());
        } else if (node instanceof KernelNetwork.Smooth smooth) {
            text("smooth");
            text(smooth.curve().name().toLowerCase(Locale.ROOT));
            out.writeInt(smooth.input());
        } else if (node instanceof KernelNetwork.Product product) {
            text("product");
            out.writeInt(product.input());
        } else if (node instanceof KernelNetwork.Sum sum) {
            text("sum");
            inputs(sum.inputs());
        } else if (node instanceof KernelNetwork.Concat concat) {
            text("concat");
            inputs(concat.inputs());
        } else if (node instanceof KernelNetwork.Linear linear) {
            linear(linear, sizes[linear.input()]);
        }
    }

    private void inputs(List<Integer> inputs) throws IOException {
        out.writeInt(inputs.size());
        for (int in : inputs) {
            out.writeInt(in);
        }
    }

    private void linear(KernelNetwork.Linear linear, int columns) throws IOException {
        text("linear");
        out.writeInt(linear.input());
        out.writeInt(columns);
        out.writeLong(linear.tolerance().relative());
        out.writeLong(linear.tolerance().absolute());
        out.writeInt(linear.rows());
        for (int o = 0; o < linear.rows(); o++) {
            out.writeInt(linear.rowStart(o + 1) - linear.rowStart(o));
            for (int at = linear.rowStart(o); at < linear.rowStart(o + 1); at++) {
                out.writeInt(linear.column(at));
                out.writeLong(linear.mantissa(at));
                out.writeInt(linear.exponent(at));
            }
            out.writeLong(linear.biasMantissa(o));
            out.writeInt(linear.biasExponent(o));
        }
    }

    private void condition(Condition condition) throws IOException {
        if (condition instanceof Condition.Atom atom) {
            text(atom.strict() ? "less" : "atmost");
            terms(atom.inputs());
            terms(atom.outputs());
            number(atom.bound());
            return;
        }
        boolean and = condition instanceof Condition.And;
        List<Condition> parts = and ? ((Condition.And) condition).parts() : ((Condition.Or) condition).parts();
        text(and ? "and" : "or");
        out.writeInt(parts.size());
        for (Condition part : parts) {
            condition(part);
        }
    }

    private void terms(List<Condition.Term> terms) throws IOException {
        out.writeInt(terms.size());
        for (Condition.Term term : terms) {
            out.writeInt(term.index());
            number(term.coefficient());
        }
    }
}

package org.axiomj.properties.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Domain;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Function;
import org.axiomj.properties.language.core.Shape;
import org.axiomj.properties.language.core.Substitution;
import org.junit.jupiter.api.Test;

class TypeCheckerTest {
    static final Environment ENVIRONMENT = Environment.empty()
            .withNetwork("f", NetworkSignature.of(Shape.of(2), Shape.of(3)))
            .withNetwork("g", NetworkSignature.of(Shape.of(2), Shape.of(3)))
            .withNetwork(
                    "two", new NetworkSignature(List.of(Shape.of(2), Shape.of(4)), List.of(Shape.of(1), Shape.of(5))))
            .withConstant("x0", Constant.vector(List.of(Rational.ONE, Rational.of(2))))
            .withNamed(new LocalRobust())
            .withDatasets(file -> file.equals("rows")
                    ? Optional.of(new Datasets.Description(Shape.of(2), 10, true))
                    : file.equals("plain")
                            ? Optional.of(new Datasets.Description(Shape.of(2), 10, false))
                            : Optional.empty());

    /** As a catalogue would register it. */
    static final class LocalRobust implements NamedProperty {
        @Override
        public String name() {
            return "localRobust";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter("f", Kind.NETWORK, true),
                    new Parameter("x0", Kind.TENSOR, true),
                    new Parameter("eps", Kind.NUMBER, true),
                    new Parameter("clip", Kind.DOMAIN, false));
        }

        @Override
        public Syntax expand(int arguments, Map<String, NetworkSignature> networks) {
            String text = "forall x in linf(x0, eps)" + (arguments > 3 ? " and clip" : "")
                    + ". argmax(f(x)) == argmax(f(x0))";
            return ((SourceFile.Goal) PropertyParser.parse(text, "catalogue")
                            .declarations()
                            .get(0))
                    .formula();
        }
    }

    static Formula check(String text) {
        List<TypedProperty> all = TypeChecker.check(PropertyParser.parse(text, "test.axiom"), ENVIRONMENT);
        return all.get(all.size() - 1).formula();
    }

    @Test
    void anUnconstrainedVectorHasEverySize() {
        Formula.ForAll all = (Formula.ForAll) check("prove sums: forall x. sum(softmax(x)) == 1");
        Shape any = new Shape(List.of(new Shape.Any("n")));
        assertThat(all.variable()).isEqualTo(new Expr.Variable("x", any));
        Expr softmax = new Expr.Call(Function.SOFTMAX, List.of(all.variable()), any);
        assertThat(all.body())
                .isEqualTo(new Formula.Compare(
                        Formula.Relation.EQUAL,
                        new Expr.Call(Function.SUM, List.of(softmax), Shape.SCALAR),
                        constant(1)));
    }

    @Test
    void aVariableThatNothingConstrainsIsANumber() {
        assertThat(((Formula.ForAll) check("forall x. x != 0 ==> x^2 > 0"))
                        .variable()
                        .shape())
                .isEqualTo(Shape.SCALAR);
    }

    @Test
    void aNetworkGivesItsInputTheShapeAlsoWhereItComesLater() {
        Formula.ForAll all = (Formula.ForAll) check("forall x in [-1, 1]. x <= 1 and 0 <= f(x) <= 1");
        assertThat(all.variable().shape()).isEqualTo(Shape.of(2));
        assertThat(all.domain()).isEqualTo(new Domain.Box(constant(-1), constant(1)));
        Formula.And and = (Formula.And) all.body();
        assertThat(and.operands().get(0))
                .isEqualTo(new Formula.Compare(Formula.Relation.LESS_EQUAL, all.variable(), constant(1)));
    }

    @Test
    void aClassMustBeatAllOthersStrictly() {
        Formula.ForAll all = (Formula.ForAll) check("forall x in linf(x0, 2/255) and [0, 1]. argmax(f(x)) == 1");
        Formula.ClassIs is = (Formula.ClassIs) all.body();
        Expr scores = is.scores();
        assertThat(is.expanded())
                .isEqualTo(new Formula.Compare(
                        Formula.Relation.GREATER,
                        new Expr.Select(scores, List.of(1L), Shape.SCALAR),
                        new Expr.Select(scores, List.of(0L, 2L), Shape.of(2))));
        Domain.Intersection both = (Domain.Intersection) all.domain();
        assertThat(both.parts().get(0))
                .isEqualTo(new Domain.Ball(
                        Domain.Norm.LINF,
                        new Expr.Constant(Shape.of(2), List.of(Rational.ONE, Rational.of(2))),
                        new Expr.Constant(Shape.SCALAR, List.of(Rational.of(2).divide(Rational.of(255))))));
    }

    @Test
    void withFirstTheLowestIndexWinsTies() {
        Formula.ClassIs is = (Formula.ClassIs) ((Formula.ForAll) check("forall x. argmax(f(x), first) == 1")).body();
        Formula.And and = (Formula.And) is.expanded();
        assertThat(and.operands().stream().map(f -> ((Formula.Compare) f).relation()))
                .containsExactly(Formula.Relation.GREATER, Formula.Relation.GREATER_EQUAL);
    }

    @Test
    void theTopPlacesAreTheSetsThatAreBeaten() {
        Formula.InTop top = (Formula.InTop) ((Formula.ForAll) check("forall x. 0 in top_k(f(x), 2)")).body();
        assertThat(((Formula.Or) top.expanded()).operands()).hasSize(2);
    }

    @Test
    void definitionsAreWrittenOutAndCatchNoNames() {
        String text = "def margin(y, k) = y[k] - max(y without k)\n"
                + "def shifted(z) = exists x in [0, 1]. z <= x\n"
                + "prove p: forall x. margin(f(x), 0) > 0 and shifted(x[0])";
        Formula.ForAll all = (Formula.ForAll) check(text);
        Formula.Exists inner =
                (Formula.Exists) ((Formula.And) all.body()).operands().get(1);
        assertThat(inner.variable().name()).isEqualTo("x_2");
        Formula.Compare compare = (Formula.Compare) inner.body();
        assertThat(compare.left()).isEqualTo(new Expr.Select(all.variable(), List.of(0L), Shape.SCALAR));
        assertThat(compare.right()).isEqualTo(inner.variable());
    }

    @Test
    void namedPropertiesAreWrittenOutInTheNamesOfTheirParameters() {
        Formula robust = check("prove localRobust(f, x0, 0.1)");
        assertThat(robust).isEqualTo(check("prove forall x in linf(x0, 1/10). argmax(f(x)) == argmax(f(x0))"));
        Formula.ForAll outer = (Formula.ForAll) check("prove forall x. localRobust(g, x, 0.1, [0, 1])");
        Formula.ForAll inner = (Formula.ForAll) outer.body();
        assertThat(inner.variable().name()).isEqualTo("x_2");
        Domain.Ball ball =
                (Domain.Ball) ((Domain.Intersection) inner.domain()).parts().get(0);
        assertThat(ball.center()).isEqualTo(outer.variable());
        Formula.SameClass same = (Formula.SameClass) inner.body();
        assertThat(((Expr.Apply) same.left()).network()).isEqualTo("g");
        assertThat(((Expr.Apply) same.left()).arguments()).containsExactly(inner.variable());
        assertThat(((Expr.Apply) same.right()).arguments()).containsExactly(outer.variable());
    }

    @Test
    void rowsOfADatasetHaveLabels() {
        Formula.ForAll all = (Formula.ForAll)
                check("forall r in dataset(\"rows\")[0..4]. forall x in linf(r, 0.1). argmax(f(x)) == label(r)");
        assertThat(all.domain()).isEqualTo(new Domain.Rows("rows", 0, 4));
        Expr.Constant row = new Expr.Constant(Shape.of(2), List.of(Rational.ONE, Rational.ZERO));
        Formula one = Substitution.replaceRow(all.body(), all.variable(), row, constant(2));
        Formula.ForAll inner = (Formula.ForAll) one;
        assertThat(((Domain.Ball) inner.domain()).center()).isEqualTo(row);
        assertThat(((Formula.ClassIs) inner.body()).index()).isEqualTo(constant(2));
    }

    @Test
    void setsBecomeConditionsOnTheElement() {
        Formula.ForAll all = (Formula.ForAll) check("forall x. x in { z : real[2] | sum(z) <= 1 } ==> f(x) >= 0");
        Formula.Not premise = (Formula.Not) ((Formula.Or) all.body()).operands().get(0);
        assertThat(premise.operand())
                .isEqualTo(new Formula.Compare(
                        Formula.Relation.LESS_EQUAL,
                        new Expr.Call(Function.SUM, List.of(all.variable()), Shape.SCALAR),
                        constant(1)));
    }

    @Test
    void numbersAreExact() {
        Formula.ForAll all = (Formula.ForAll) check("let third = 1/3\nprove forall x. x <= third + 1e-3 * 2^3");
        assertThat(((Formula.Compare) all.body()).right())
                .isEqualTo(new Expr.Constant(
                        Shape.SCALAR,
                        List.of(Rational.ONE
                                .divide(Rational.of(3))
                                .add(Rational.of(8).divide(Rational.of(1000))))));
    }

    @Test
    void indicesAreRowMajor() {
        Formula.ForAll all = (Formula.ForAll) check("forall x : real[2,3]. x[1, 0..1] <= 0");
        assertThat(((Formula.Compare) all.body()).left())
                .isEqualTo(new Expr.Select(all.variable(), List.of(3L, 4L), Shape.of(2)));
    }

    @Test
    void anEnsureSpeaksOfTheRunsOutput() {
        Formula.Close close = (Formula.Close) check("ensure finite(output)\nensure sum(output) ~= 1.0 +- 1e-6");
        assertThat(close.right()).isEqualTo(constant(1));
    }

    @Test
    void severalInputsAndOutputs() {
        Formula.ForAll x = (Formula.ForAll) check("forall x, y. output_of(two(x, y), 1)[0..2] <= 1");
        Formula.ForAll y = (Formula.ForAll) x.body();
        assertThat(x.variable().shape()).isEqualTo(Shape.of(2));
        assertThat(y.variable().shape()).isEqualTo(Shape.of(4));
    }

    private static Expr.Constant constant(long value) {
        return new Expr.Constant(Shape.SCALAR, List.of(Rational.of(value)));
    }
}

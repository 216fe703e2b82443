package org.axiomj.properties.language.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.axiomj.ir.evaluate.Enclosure;
import org.axiomj.ir.evaluate.ExactEvaluator;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Conditions;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.Problem;
import org.axiomj.properties.Query;
import org.axiomj.properties.UnsupportedPropertyException;
import org.axiomj.properties.language.Place;
import org.axiomj.properties.language.Syntax;
import org.axiomj.properties.language.TypedProperty;
import org.axiomj.properties.language.core.Domain;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Formula.Relation;
import org.axiomj.properties.language.core.Function;
import org.axiomj.properties.language.core.Shape;
import org.junit.jupiter.api.Test;

class PropertyLoweringTest {
    private static final long SEED = 20261125;
    private static final Shape PAIR = Shape.of(2);
    private static final Expr.Variable X = new Expr.Variable("x", PAIR);
    private static final Expr.Variable Y = new Expr.Variable("y", PAIR);

    private static Expr.Constant number(long numerator, long denominator) {
        return new Expr.Constant(Shape.SCALAR, List.of(rational(numerator, denominator)));
    }

    private static Rational rational(long numerator, long denominator) {
        return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    private static List<Problem> lower(Formula formula) {
        Syntax none = new Syntax.Name("none", Place.NONE);
        return PropertyLowering.lower(
                        new TypedProperty("p", false, formula, none, Place.NONE), Map.of(), DatasetRows.NONE)
                .stream()
                .map(Goal::problem)
                .toList();
    }

    private static Formula forAll(Domain domain, Formula body) {
        return new Formula.ForAll(X, domain, new Formula.ForAll(Y, domain, body));
    }

    private static Domain box(long low, long high) {
        return new Domain.Box(number(low, 1), number(high, 1));
    }

    /** Whether the problem calls a point (x, y) a counterexample. */
    private static boolean broken(Problem problem, List<Rational> point) {
        List<Rational> all = new ArrayList<>(point);
        Query.Case only = problem.query().cases().get(0);
        for (int i = all.size(); i < problem.query().inputSize(); i++) {
            all.add(only.box().lower().get(i)); // constants
        }
        List<Enclosure> output = ExactEvaluator.evaluate(problem.composition().core(), all);
        assertThat(output).allMatch(Enclosure::isExact);
        return Conditions.holds(only, all::get, i -> output.get(i).lower());
    }

    // ------------------------------------------------------------------------------------------------ meaning

    @Test
    void aProblemHasTheCounterexamplesOfItsFormula() {
        SplittableRandom random = new SplittableRandom(SEED);
        int refuting = 0;
        for (int k = 0; k < 1500; k++) {
            Formula body = new RandomFormulas(random).formula(3);
            Problem problem = lower(forAll(box(-2, 2), body)).get(0);
            for (int j = 0; j < 12; j++) {
                List<Rational> point = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    point.add(rational(random.nextInt(-6, 7), 3));
                }
                Map<String, List<Rational>> named = new HashMap<>();
                named.put("x", point.subList(0, 2));
                named.put("y", point.subList(2, 4));
                boolean expected = !new Meaning(named).of(body);
                assertThat(broken(problem, point))
                        .as("%d: %s at %s", k, body, point)
                        .isEqualTo(expected);
                refuting += expected ? 1 : 0;
            }
        }
        assertThat(refuting).isBetween(1000, 17_000);
    }

    @Test
    void domainsAreBoxesAndConditions() {
        Expr.Constant center = new Expr.Constant(PAIR, List.of(rational(1, 3), rational(1, 2)));
        for (Domain.Norm norm : Domain.Norm.values()) {
            Domain ball = new Domain.Intersection(
                    List.of(new Domain.Ball(norm, center, number(1, 2)), new Domain.Box(number(0, 1), number(4, 5))));
            Problem problem =
                    lower(new Formula.ForAll(X, ball, new Formula.Truth(false))).get(0);
            Query.Case only = problem.query().cases().get(0);
            assertThat(only.box().lower()).containsExactly(Rational.ZERO, Rational.ZERO);
            assertThat(only.box().upper()).containsExactly(rational(4, 5), rational(4, 5));
            assertThat(broken(problem, List.of(rational(2, 3), rational(3, 5)))).isTrue();
            boolean corner = norm == Domain.Norm.LINF;
            assertThat(broken(problem, List.of(rational(4, 5), rational(4, 5)))).isEqualTo(corner);
            assertThat(broken(problem, List.of(rational(5, 6), rational(1, 2)))).isFalse();
        }
    }

    @Test
    void anAntecedentTightensTheBox() {
        // x <= 1/2 ==> false, on [0, 1]
        Formula body = new Formula.Or(List.of(
                new Formula.Not(new Formula.Compare(Relation.LESS_EQUAL, X, number(1, 2))), new Formula.Truth(false)));
        Query query = lower(new Formula.ForAll(X, box(0, 1), body)).get(0).query();
        assertThat(query.cases().get(0).box().upper()).containsExactly(rational(1, 2), rational(1, 2));
    }

    @Test
    void conjunctionsBecomeProblemsOfTheirOwn() {
        Formula one = new Formula.ForAll(X, box(0, 1), new Formula.Compare(Relation.GREATER_EQUAL, X, number(0, 1)));
        assertThat(lower(new Formula.And(List.of(one, one, one)))).hasSize(3);
    }

    @Test
    void rowsBecomeProblemsWithTheirLabels() {
        Expr.Variable row = new Expr.Variable("r", PAIR);
        Formula body = new Formula.ForAll(
                X,
                new Domain.Ball(Domain.Norm.LINF, row, number(1, 10)),
                new Formula.ClassIs(X, new Expr.Label(row), true, false));
        Formula all = new Formula.ForAll(row, new Domain.Rows("d", 3, 4), body);
        DatasetRows rows = (dataset, index) -> new DatasetRows.Row(
                new Expr.Constant(PAIR, List.of(Rational.of(index), Rational.of(1L))), Optional.of((int) index - 3));
        Syntax none = new Syntax.Name("none", Place.NONE);
        List<Problem> problems =
                PropertyLowering.lower(new TypedProperty("p", false, all, none, Place.NONE), Map.of(), rows).stream()
                        .map(Goal::problem)
                        .toList();
        assertThat(problems).hasSize(2);
        assertThat(problems.get(1).query().cases().get(0).box().lower())
                .containsExactly(rational(39, 10), rational(9, 10));
        assertThat(broken(problems.get(0), List.of(Rational.of(3L), Rational.of(1L))))
                .isFalse();
        assertThat(broken(problems.get(1), List.of(Rational.of(4L), Rational.of(1L))))
                .isTrue();
    }

    // ------------------------------------------------------------------------------------------------ refusals

    @Test
    void anEmptyDomainIsAnError() {
        assertThatThrownBy(() -> lower(new Formula.ForAll(X, box(1, 0), new Formula.Truth(true))))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("the domain of x[0] is empty: it is at least 1 and at most 0");
    }

    @Test
    void anUnboundedDomainIsAnError() {
        assertThatThrownBy(() -> lower(new Formula.ForAll(X, new Domain.Everything(), new Formula.Truth(true))))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessage("expected a bounded domain, found no lower bound of x[0]; give it one, as in"
                        + " `forall x in [0, 1]. ...`");
    }

    @Test
    void aMixtureOfQuantifiersIsNotSupported() {
        Formula inner = new Formula.Exists(Y, box(0, 1), new Formula.Compare(Relation.LESS, X, Y));
        assertThatThrownBy(() -> lower(new Formula.ForAll(X, box(0, 1), inner)))
                .isInstanceOf(UnsupportedPropertyException.class)
                .hasMessageContaining("found 'exists y'");
    }

    @Test
    void aDivisionByZeroIsAnError() {
        Expr quotient = new Expr.Quotient(X, number(0, 1), PAIR);
        assertThatThrownBy(() -> lower(
                        new Formula.ForAll(X, box(0, 1), new Formula.Compare(Relation.LESS, quotient, number(1, 1)))))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("expected a divisor other than 0");
    }

    /** 1 / x == 1 / x has no value at 0, so it must not become a comparison of equal terms, which holds. */
    @Test
    void whatMayBeUndefinedIsNotSupported() {
        Expr one = new Expr.Filled(Rational.ONE, PAIR);
        for (Expr e : List.of(
                new Expr.Quotient(one, X, PAIR),
                new Expr.Call(Function.LOG, List.of(X), PAIR),
                new Expr.Call(Function.SQRT, List.of(X), PAIR))) {
            assertThatThrownBy(
                            () -> lower(new Formula.ForAll(X, box(-1, 1), new Formula.Compare(Relation.EQUAL, e, e))))
                    .isInstanceOf(UnsupportedPropertyException.class)
                    .hasMessageStartingWith("expected operations that are defined everywhere");
        }
    }

    @Test
    void aRootIsComparedBySquares() {
        Expr norm = new Expr.Call(Function.NORM_2, List.of(X), Shape.SCALAR);
        Problem problem = lower(
                        new Formula.ForAll(X, box(-1, 1), new Formula.Compare(Relation.LESS_EQUAL, norm, number(5, 3))))
                .get(0);
        assertThat(broken(problem, List.of(Rational.ONE, rational(4, 3)))).isFalse(); // not in the box
        Problem tight = lower(new Formula.ForAll(X, box(-1, 1), new Formula.Compare(Relation.LESS, norm, number(1, 1))))
                .get(0);
        assertThat(broken(tight, List.of(rational(3, 5), rational(4, 5)))).isTrue();
        assertThat(broken(tight, List.of(rational(3, 5), rational(3, 5)))).isFalse();
    }
}

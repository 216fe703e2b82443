package org.axiomj.encoders.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axiomj.encoders.facts.Formulas.call;
import static org.axiomj.encoders.facts.Formulas.forAll;
import static org.axiomj.encoders.facts.Formulas.minus;
import static org.axiomj.encoders.facts.Formulas.number;
import static org.axiomj.encoders.facts.Formulas.over;
import static org.axiomj.encoders.facts.Formulas.plus;
import static org.axiomj.encoders.facts.Formulas.real;
import static org.axiomj.encoders.facts.Formulas.times;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.axiomj.encoders.SmtSolver;
import org.axiomj.encoders.SmtSolvers;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;
import org.axiomj.properties.language.core.Function;
import org.axiomj.properties.language.core.Shape;

/** Random statements over one or two numbers: none is proved that is false at some exact point. */
class RandomFactsTest {
    private static final SmtSolver Z3 = SmtSolvers.find("z3").orElseThrow();
    private static final Expr.Variable X = real("x");
    private static final Expr.Variable Y = real("y");
    private static final List<Function> FUNCTIONS = List.of(
            Function.RELU,
            Function.ABS,
            Function.SIGMOID,
            Function.TANH,
            Function.EXP,
            Function.LOG,
            Function.SQRT,
            Function.SOFTPLUS,
            Function.SOFTMAX,
            Function.LOG_SOFTMAX,
            Function.MAX,
            Function.NORM_2);

    @BeforeContainer
    static void solverWorks() {
        assumeTrue(SmtSolvers.availability(Z3).works(), "no z3 here");
    }

    @Property(tries = 150)
    void nothingFalseIsProved(@ForAll Random random) {
        Expr left = expression(random, 3);
        Expr right = random.nextBoolean() ? number(small(random)) : expression(random, 2);
        Formula body = new Formula.Compare(Formula.Relation.values()[random.nextInt(5)], left, right);
        if (random.nextInt(3) == 0) {
            body = Formulas.implies(Formulas.less(expression(random, 1), number(small(random))), body);
        }
        FactVerdict verdict = FactProver.decide(forAll(X, Y, body), Z3, System.nanoTime() + 500_000_000L);
        Statistics.collect(verdict.getClass().getSimpleName());
        if (verdict instanceof FactVerdict.Proved) {
            for (int i = 0; i < 300; i++) {
                Map<String, List<Rational>> point = Map.of("x", List.of(small(random)), "y", List.of(small(random)));
                assertThat(new ExactFormula(point, Map.of()).truth(body))
                        .as("%s at %s", body, point)
                        .isNotEqualTo(ExactFormula.Truth.FALSE);
            }
        }
    }

    private static Expr expression(Random random, int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return random.nextInt(4) == 0 ? number(small(random)) : random.nextBoolean() ? X : Y;
        }
        Expr a = expression(random, depth - 1);
        Expr b = expression(random, depth - 1);
        return switch (random.nextInt(9)) {
            case 0 -> plus(a, b);
            case 1 -> minus(a, b);
            case 2 -> times(a, b);
            case 3 -> new Expr.Power(a, random.nextInt(4));
            case 4 -> over(a, b);
            default -> function(random, a, b);
        };
    }

    private static Expr function(Random random, Expr a, Expr b) {
        Function function = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
        Expr pair = new Expr.Stack(List.of(a, b), Shape.of(2));
        return switch (function.kind()) {
            case ELEMENTWISE -> call(function, a);
            case VECTOR -> Formulas.at(call(function, pair), random.nextInt(2));
            default -> call(function, pair);
        };
    }

    /** Multiples of 1/8 in [-4, 4], the whole ones more often. */
    private static Rational small(Random random) {
        return random.nextBoolean()
                ? Rational.of(random.nextInt(9) - 4)
                : Rational.of(random.nextInt(65) - 32).divide(Rational.of(8));
    }
}

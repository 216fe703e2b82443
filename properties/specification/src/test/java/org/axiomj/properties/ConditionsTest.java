package org.axiomj.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axiomj.ir.exact.Rational;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Condition AT_MOST = atom(Map.of(1, 2L), Map.of(), 4, false);
    private static final Condition BELOW = atom(Map.of(), Map.of(3, 1L), 4, true);

    @Test
    void aStrictConstraintExcludesEqualityAndAnotherDoesNot() {
        assertThat(holds(AT_MOST, 2, 0)).isTrue();
        assertThat(holds(AT_MOST, 3, 0)).isFalse();
        assertThat(holds(BELOW, 0, 4)).isFalse();
        assertThat(holds(BELOW, 0, 3)).isTrue();
    }

    @Test
    void conjunctionsNeedAllPartsAndDisjunctionsOne() {
        assertThat(holds(new Condition.And(List.of(AT_MOST, BELOW)), 2, 4)).isFalse();
        assertThat(holds(new Condition.And(List.of(AT_MOST, BELOW)), 2, 3)).isTrue();
        assertThat(holds(new Condition.Or(List.of(AT_MOST, BELOW)), 2, 4)).isTrue();
        assertThat(holds(new Condition.Or(List.of(AT_MOST, BELOW)), 3, 4)).isFalse();
        assertThat(holds(Condition.TRUE, 0, 0)).isTrue();
        assertThat(holds(Condition.FALSE, 0, 0)).isFalse();
    }

    @Test
    void theVariablesOfAConditionAreFoundAtAnyDepth() {
        Condition nested = new Condition.Or(List.of(new Condition.And(List.of(AT_MOST, BELOW)), Condition.TRUE));
        assertThat(Conditions.inputs(nested)).containsExactly(1);
        assertThat(Conditions.outputs(nested)).containsExactly(3);
    }

    @Test
    void aCaseHoldsOnlyWithinItsClosedBox() {
        Box box = new Box(List.of(Rational.ZERO), List.of(Rational.ONE));
        Query.Case only = new Query.Case(box, Condition.TRUE);
        assertThat(Conditions.holds(only, i -> Rational.ONE, j -> Rational.ZERO))
                .isTrue();
        assertThat(Conditions.holds(only, i -> Rational.of(1.5), j -> Rational.ZERO))
                .isFalse();
    }

    private static boolean holds(Condition condition, long x, long y) {
        return Conditions.holds(condition, i -> Rational.of(x), j -> Rational.of(y));
    }

    private static Condition atom(Map<Integer, Long> inputs, Map<Integer, Long> outputs, long bound, boolean strict) {
        return new Condition.Atom(
                new LinearConstraint(rational(inputs), rational(outputs), Rational.of(bound), strict));
    }

    private static TreeMap<Integer, Rational> rational(Map<Integer, Long> terms) {
        TreeMap<Integer, Rational> result = new TreeMap<>();
        terms.forEach((index, value) -> result.put(index, Rational.of(value)));
        return result;
    }
}

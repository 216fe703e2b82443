package org.axiomj.ir.compose;

import java.util.List;
import org.axiomj.ir.Network;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreOp;

/** What a builder was told to compute; operands are indices of earlier steps. */
sealed interface Step {
    List<Integer> operands();

    /** A variable. */
    record Free(String name, List<Integer> shape) implements Step {
        @Override
        public List<Integer> operands() {
            return List.of();
        }
    }

    /** Constant numbers. */
    record Fixed(double[] values) implements Step {
        @Override
        public List<Integer> operands() {
            return List.of();
        }
    }

    /** A network on the operands, one after the other. */
    record Application(String name, Network network, List<Integer> operands) implements Step {}

    /** A function on the operands, one after the other. */
    record Function(String name, CoreGraph function, List<Integer> operands) implements Step {}

    /** One operation. */
    record Exact(CoreOp op, List<Integer> operands) implements Step {}
}

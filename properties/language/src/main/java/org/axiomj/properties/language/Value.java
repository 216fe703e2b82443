package org.axiomj.properties.language;

import java.util.List;
import org.axiomj.properties.language.core.Domain;
import org.axiomj.properties.language.core.Expr;
import org.axiomj.properties.language.core.Formula;

/** What a piece of syntax turned out to be. */
sealed interface Value {
    /** As the messages call it. */
    String describe();

    record Tensor(Expr expr, ShapeTerm shape) implements Value {
        @Override
        public String describe() {
            return shape.toString();
        }
    }

    record Truth(Formula formula) implements Value {
        @Override
        public String describe() {
            return "a formula";
        }
    }

    /** {@code argmax(scores)} or argmin. */
    record Winner(Tensor scores, boolean largest, boolean firstWins) implements Value {
        @Override
        public String describe() {
            return largest ? "a class (argmax)" : "a class (argmin)";
        }
    }

    record Top(Tensor scores, int count) implements Value {
        @Override
        public String describe() {
            return "a set of classes (top_k)";
        }
    }

    /** A vector, or a box where a domain is expected. */
    record Items(List<Value> items) implements Value {
        @Override
        public String describe() {
            return "[...] of " + items.size() + (items.size() == 1 ? " item" : " items");
        }
    }

    record Region(Domain domain, ShapeTerm shape) implements Value {
        @Override
        public String describe() {
            return "a domain";
        }
    }

    record Net(String name, NetworkSignature signature) implements Value {
        @Override
        public String describe() {
            return "the network '" + name + "'";
        }
    }

    /** The outputs of a network that has several. */
    record Outputs(List<Tensor> outputs) implements Value {
        @Override
        public String describe() {
            return outputs.size() + " outputs of a network";
        }
    }

    /** All rows of a dataset. */
    record Dataset(String fileName, Datasets.Description description) implements Value {
        @Override
        public String describe() {
            return "a dataset";
        }
    }
}

package org.axiomj.cli;

import java.util.List;
import org.axiomj.engine.bounds.BoundGraph;
import org.axiomj.engine.bounds.Specification;
import org.axiomj.engine.search.Task;
import org.axiomj.ir.core.CoreGraph;
import org.axiomj.ir.core.CoreNode;
import org.axiomj.ir.core.CoreOp;
import org.axiomj.properties.Condition;
import org.axiomj.properties.PlainLanguage;

/** The intermediates of the pipeline for people: the core graph, and what the root's bounds found. */
final class StageText {
    private StageText() {}

    /** A line a node. */
    static String core(CoreGraph graph) {
        Table table = new Table().row("node", "operation", "size", "from", "what", "origin");
        for (CoreNode node : graph.nodes()) {
            table.row(
                    String.valueOf(node.id()),
                    name(node),
                    String.valueOf(node.size()),
                    node.inputs().isEmpty() ? "" : node.inputs().toString(),
                    what(node.op()),
                    node.origin());
        }
        return table + "\nthe output is node " + graph.outputId() + "\n";
    }

    /** For every case that is left open: a line a node that has bounds, and a line a constraint of the unsafe condition. */
    static String bounds(List<Task> open) {
        StringBuilder text = new StringBuilder();
        text.append("cases that the bounds at the root leave open: ").append(open.size());
        if (!open.isEmpty()) {
            text.append(
                    "\nnodes are those of the core graph with maxima written as ReLUs; widest is the largest upper - lower,"
                            + "\nundecided counts the elements whose sign is open");
        }
        text.append('\n');
        for (Task task : open) {
            text.append("\ncase ").append(task.target().caseIndex()).append('\n');
            text.append(neurons(task)).append('\n').append(rows(task));
        }
        return text.toString();
    }

    private static Table neurons(Task task) {
        Table table =
                new Table().row("node", "operation", "size", "lowest", "highest", "widest", "undecided", "origin");
        BoundGraph graph = task.graph();
        for (CoreNode node : graph.graph().nodes()) {
            if (!graph.isBounded(node.id())) {
                continue;
            }
            double[] lower = task.rootBounds().lower(node.id());
            double[] upper = task.rootBounds().upper(node.id());
            double lowest = Double.POSITIVE_INFINITY;
            double highest = Double.NEGATIVE_INFINITY;
            double widest = 0;
            int undecided = 0;
            for (int i = 0; i < lower.length; i++) {
                lowest = Math.min(lowest, lower[i]);
                highest = Math.max(highest, upper[i]);
                widest = Math.max(widest, upper[i] - lower[i]);
                undecided += lower[i] < 0 && upper[i] > 0 ? 1 : 0;
            }
            table.row(
                    String.valueOf(node.id()),
                    name(node),
                    String.valueOf(node.size()),
                    String.valueOf((float) lowest),
                    String.valueOf((float) highest),
                    String.valueOf((float) widest),
                    String.valueOf(undecided),
                    node.origin());
        }
        return table;
    }

    private static Table rows(Task task) {
        Specification specification = task.target().specification();
        Table table = new Table().row("constraint of the unsafe condition", "left side - right side at least");
        for (int row = 0; row < specification.rowCount(); row++) {
            table.row(PlainLanguage.describe(new Condition.Atom(specification.constraint(row))), String.valueOf((float)
                    task.rowBounds()[row]));
        }
        return table;
    }

    private static String name(CoreNode node) {
        return node.op().getClass().getSimpleName();
    }

    private static String what(CoreOp op) {
        if (op instanceof CoreOp.Affine affine) {
            return affine.map().getClass().getSimpleName() + " " + affine.map().inputSize() + " -> "
                    + affine.map().outputSize();
        } else if (op instanceof CoreOp.Piecewise piecewise) {
            int functions = piecewise.functions().size();
            return piecewise.isRelu() ? "Relu" : functions == 1 ? "one function" : functions + " functions";
        } else if (op instanceof CoreOp.Smooth smooth) {
            return smooth.function().toString();
        } else if (op instanceof CoreOp.MaxGroups max) {
            return max.groups().length + " groups";
        }
        return "";
    }
}

package org.axiomj.cli;

import java.nio.file.Path;
import java.util.List;
import org.axiomj.cli.report.Numbers;
import org.axiomj.cli.syntax.Arguments;
import org.axiomj.cli.syntax.CommandSyntax;
import org.axiomj.cli.syntax.CommandSyntax.Positional;
import org.axiomj.ir.Layer;
import org.axiomj.ir.Layers;
import org.axiomj.ir.Models;
import org.axiomj.ir.Network;
import org.axiomj.ir.Port;

/** {@code axiom shapes}: the table of layers. */
final class ShapesCommand implements Subcommand {
    @Override
    public CommandSyntax syntax() {
        return new CommandSyntax(
                "shapes",
                "Shows every layer with its shape, parameters and operator.",
                List.of(new Positional("MODEL", "An .onnx or .nnet file; either may be gzipped (.gz).", false)),
                List.of());
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        return InputFailures.told(terminal, () -> {
            Network network = Models.read(Path.of(arguments.positionals().get(0)));
            terminal.out().print(text(network));
            return 0;
        });
    }

    /** The table, and the sizes of the whole. */
    static String text(Network network) {
        Table table = new Table().row("layer", "operator", "shape", "parameters");
        for (Port port : network.inputs()) {
            table.row(port.name(), "input", port.declared(), "");
        }
        for (Layer layer : Layers.symbolic(network)) {
            if (!layer.constant()) {
                String parameters = layer.parameters() == 0 ? "" : Numbers.grouped(layer.parameters());
                table.row(layer.name(), layer.operator(), layer.shape(), parameters);
            }
        }
        return table + "\n" + network.core().inputSize() + " inputs, "
                + network.core().outputSize() + " outputs, " + Numbers.grouped(network.parameters()) + " parameters\n";
    }
}

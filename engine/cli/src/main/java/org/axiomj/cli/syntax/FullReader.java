package org.axiomj.cli.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Reads any command line with picocli, explains what is wrong with one, and prints help. */
public final class FullReader {
    private static final int WIDTH = 100;

    private FullReader() {}

    /**
     * The arguments of a command.
     *
     * @throws UsageException if picocli cannot make sense of them
     */
    public static Arguments read(CommandSyntax syntax, List<String> words) {
        CommandSpec spec = spec(syntax);
        try {
            ParseResult parsed = new CommandLine(spec).parseArgs(words.toArray(new String[0]));
            Map<String, String> options = new LinkedHashMap<>();
            for (CommandSyntax.Option option : syntax.options()) {
                if (parsed.hasMatchedOption(option.name())) {
                    options.put(option.name(), option.isSwitch() ? "" : parsed.matchedOptionValue(option.name(), ""));
                }
            }
            List<String> positionals = new ArrayList<>();
            // A parameter that was met in several places is listed once for each of them, every time with all its
            // values.
            for (PositionalParamSpec positional : new LinkedHashSet<>(parsed.matchedPositionals())) {
                positionals.addAll(positional.stringValues());
            }
            if (positionals.size() < syntax.positionals().size()) {
                throw new UsageException("Missing required parameter: "
                        + syntax.positionals().get(positionals.size()).label() + seeHelp(syntax));
            }
            return new Arguments(positionals, options);
        } catch (CommandLine.ParameterException e) {
            throw new UsageException(e.getMessage() + seeHelp(syntax));
        }
    }

    private static String seeHelp(CommandSyntax syntax) {
        return "\nSee: axiom " + syntax.name() + " --help";
    }

    /** What {@code axiom NAME --help} prints. */
    public static String help(CommandSyntax syntax) {
        CommandSpec spec = spec(syntax);
        spec.name("axiom " + syntax.name());
        return new CommandLine(spec).getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    /** What {@code axiom --help} prints. */
    public static String help(List<CommandSyntax> commands) {
        CommandSpec top = CommandSpec.create().name("axiom");
        top.usageMessage()
                .width(WIDTH)
                .description("Proves properties of trained neural networks, or shows the input that breaks them.")
                .synopsisSubcommandLabel("COMMAND")
                .footer(
                        "",
                        "Exit codes: 0 everything proved, 1 something refuted, 2 something unknown and nothing refuted,",
                        "            3 bad input or usage, 4 a defect of ours.",
                        "Help on one command: axiom COMMAND --help");
        for (CommandSyntax command : commands) {
            top.addSubcommand(command.name(), spec(command));
        }
        return new CommandLine(top).getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    /** Descriptions are format strings to picocli. */
    private static String literally(String text) {
        return text.replace("%", "%%");
    }

    private static CommandSpec spec(CommandSyntax syntax) {
        CommandSpec spec = CommandSpec.create().name(syntax.name());
        spec.usageMessage()
                .description(literally(syntax.summary()))
                .sortOptions(false)
                .width(WIDTH);
        int index = 0;
        for (CommandSyntax.Positional positional : syntax.positionals()) {
            spec.addPositional(PositionalParamSpec.builder()
                    .index(index + (positional.many() ? "..*" : ""))
                    .arity(positional.many() ? "1..*" : "1")
                    .paramLabel(positional.label())
                    .description(literally(positional.description()))
                    .type(positional.many() ? List.class : String.class)
                    .auxiliaryTypes(String.class)
                    .build());
            index++;
        }
        for (CommandSyntax.Option option : syntax.options()) {
            OptionSpec.Builder builder = OptionSpec.builder(option.name()).description(literally(option.description()));
            spec.addOption(
                    option.isSwitch()
                            ? builder.type(boolean.class).build()
                            : builder.type(String.class)
                                    .paramLabel(option.label())
                                    .build());
        }
        return spec;
    }
}

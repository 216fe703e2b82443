package org.axiomj.cli.syntax;

import java.util.List;

/**
 * What a command takes: data, read by {@link QuickReader} and {@link FullReader} alike.
 *
 * @param name the word after {@code axiom}
 * @param summary one sentence for the help text
 */
public record CommandSyntax(String name, String summary, List<Positional> positionals, List<Option> options) {
    public CommandSyntax {
        positionals = List.copyOf(positionals);
        options = List.copyOf(options);
    }

    /**
     * An argument known by its place.
     *
     * @param many whether the last one may be repeated
     */
    public record Positional(String label, String description, boolean many) {}

    /**
     * An argument known by its name.
     *
     * @param name with its dashes: {@code --timeout}
     * @param label what its value is called; empty for a switch without a value
     */
    public record Option(String name, String label, String description) {
        public boolean isSwitch() {
            return label.isEmpty();
        }
    }

    /** How many positional arguments there may be at most. */
    public int mostPositionals() {
        return !positionals.isEmpty() && positionals.get(positionals.size() - 1).many()
                ? Integer.MAX_VALUE
                : positionals.size();
    }
}

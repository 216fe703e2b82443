package org.axiomj.cli.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a plainly written command line: whole option names, each at most once, enough positionals. Answers nothing on any
 * other, which is then for {@link FullReader}; a test holds that the two agree on what this one reads.
 *
 * <p>Why it exists: picocli costs 80 ms at start, because its classes are in a format that class-data sharing skips, and
 * an easy problem is to be answered within 350 ms.
 */
public final class QuickReader {
    private QuickReader() {}

    public static Optional<Arguments> read(CommandSyntax syntax, String[] words, int from) {
        List<String> positionals = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = from; i < words.length; i++) {
            String word = words[i];
            if (!word.startsWith("-")) {
                positionals.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            CommandSyntax.Option option = find(syntax, equals < 0 ? word : word.substring(0, equals));
            if (option == null || option.isSwitch() && equals >= 0) {
                return Optional.empty();
            }
            String value = "";
            if (!option.isSwitch()) {
                if (equals < 0 && (i + 1 == words.length || words[i + 1].startsWith("-"))) {
                    return Optional.empty();
                }
                value = equals < 0 ? words[++i] : word.substring(equals + 1);
                if (isQuotedOrEmpty(value)) {
                    return Optional.empty();
                }
            }
            if (options.put(option.name(), value) != null) {
                return Optional.empty();
            }
        }
        for (String positional : positionals) {
            if (isQuotedOrEmpty(positional) || positional.charAt(0) == '@') {
                return Optional.empty();
            }
        }
        return positionals.size() < syntax.positionals().size() || positionals.size() > syntax.mostPositionals()
                ? Optional.empty()
                : Optional.of(new Arguments(positionals, options));
    }

    private static boolean isQuotedOrEmpty(String word) {
        return word.isEmpty() || word.charAt(0) == '"' || word.charAt(0) == '\'';
    }

    private static CommandSyntax.@org.jspecify.annotations.Nullable Option find(CommandSyntax syntax, String name) {
        for (CommandSyntax.Option option : syntax.options()) {
            if (option.name().equals(name)) {
                return option;
            }
        }
        return null;
    }
}

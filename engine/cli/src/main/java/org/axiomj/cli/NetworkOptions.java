package org.axiomj.cli;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.cli.syntax.CommandSyntax.Option;
import org.axiomj.cli.syntax.UsageException;

/**
 * The command line of the VNN-LIB standard: {@code verify query.vnnlib --network f=a.onnx --network g=b.onnx}. It is
 * rewritten into ours, {@code verify f=a.onnx;g=b.onnx query.vnnlib}.
 */
final class NetworkOptions {
    static final String NAME = "--network";
    static final Option OPTION = new Option(
            NAME, "NAME=FILE", "A network of a VNN-LIB 2.0 property, once for each; MODEL is then left out.");

    private NetworkOptions() {}

    /** The same words where the option is not among them. */
    static String[] rewritten(String[] words) {
        boolean used = false;
        for (String word : words) {
            used |= word.equals(NAME) || word.startsWith(NAME + "=");
        }
        return used ? rewrite(words) : words;
    }

    private static String[] rewrite(String[] words) {
        StringBuilder models = new StringBuilder();
        List<String> rest = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            String word = words[i];
            if (!word.equals(NAME) && !word.startsWith(NAME + "=")) {
                rest.add(word);
                continue;
            }
            if (word.equals(NAME) && ++i == words.length) {
                throw new UsageException(NAME + ": expected NAME=FILE after it, found nothing");
            }
            String model = word.equals(NAME) ? words[i] : word.substring(NAME.length() + 1);
            if (model.indexOf('=') <= 0 || model.indexOf(';') >= 0) {
                throw new UsageException(NAME + ": expected NAME=FILE, found '" + model + "'");
            }
            models.append(models.length() == 0 ? "" : ";").append(model);
        }
        // A certificate comes before the model: axiom check CERTIFICATE MODEL PROPERTY.
        rest.add(words[0].equals("check") && !rest.isEmpty() ? 1 : 0, models.toString());
        rest.add(0, words[0]);
        return rest.toArray(new String[0]);
    }
}

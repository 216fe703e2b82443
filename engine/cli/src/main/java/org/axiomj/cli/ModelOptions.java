package org.axiomj.cli;

import java.util.ArrayList;
import java.util.List;
import org.axiomj.cli.syntax.UsageException;

/** {@code --model f=a.onnx --model g=b.onnx} as one option, {@code --model f=a.onnx;g=b.onnx}. */
final class ModelOptions {
    static final String NAME = "--model";

    private ModelOptions() {}

    /** The same words where the option is there at most once. */
    static String[] joined(String[] words) {
        List<String> rest = new ArrayList<>();
        StringBuilder models = new StringBuilder();
        int count = 0;
        for (int i = 0; i < words.length; i++) {
            boolean alone = words[i].equals(NAME);
            if (!alone && !words[i].startsWith(NAME + "=")) {
                rest.add(words[i]);
                continue;
            }
            if (alone && i + 1 == words.length) {
                throw new UsageException(NAME + ": expected [NAME=]FILE after it, found nothing");
            }
            String model = alone ? words[++i] : words[i].substring(NAME.length() + 1);
            models.append(count++ == 0 ? "" : ";").append(model);
        }
        if (count == 0) {
            return words;
        }
        rest.add(1, NAME);
        rest.add(2, models.toString());
        return rest.toArray(new String[0]);
    }
}

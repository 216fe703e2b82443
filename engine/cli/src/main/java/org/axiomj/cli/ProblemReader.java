package org.axiomj.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axiomj.cli.syntax.UsageException;
import org.axiomj.ir.Models;
import org.axiomj.ir.Network;
import org.axiomj.properties.Problem;
import org.axiomj.properties.vnnlib.VnnLib;

/** Turns what a user names, one model or several and a property's file, into a problem. */
final class ProblemReader {
    private ProblemReader() {}

    /** The problem; every file is read once. */
    static Problem read(String models, String property) {
        Map<String, Network> networks = models(models);
        return property.endsWith(ProveCommand.SUFFIX)
                ? ProveCommand.onlyProblem(property, networks)
                : VnnLib.read(Path.of(property), networks);
    }

    /**
     * The networks of {@code FILE} (under the empty name) or {@code NAME=FILE;NAME=FILE}, in the order written.
     *
     * @throws UsageException if a name is missing or there twice
     */
    static Map<String, Network> models(String text) {
        Map<String, Network> networks = new LinkedHashMap<>();
        if (!isNamed(text)) {
            networks.put("", Models.read(Path.of(text)));
            return networks;
        }
        Map<String, Network> byFile = new LinkedHashMap<>();
        for (Map.Entry<String, String> model : files(text).entrySet()) {
            Network network = byFile.get(model.getValue());
            if (network == null) {
                network = Models.read(Path.of(model.getValue()));
                byFile.put(model.getValue(), network);
            }
            networks.put(model.getKey(), network);
        }
        return networks;
    }

    /** The files by name; one without a name is under the empty one. */
    static Map<String, String> files(String text) {
        Map<String, String> files = new LinkedHashMap<>();
        if (!isNamed(text)) {
            files.put("", text);
            return files;
        }
        int from = 0;
        while (from <= text.length()) {
            int end = text.indexOf(';', from);
            end = end < 0 ? text.length() : end;
            String model = text.substring(from, end).strip();
            int equals = model.indexOf('=');
            if (equals <= 0 || equals == model.length() - 1) {
                throw new UsageException("expected models as NAME=FILE;NAME=FILE, found '" + model + "' in " + text);
            }
            if (files.put(model.substring(0, equals), model.substring(equals + 1)) != null) {
                throw new UsageException("expected each network once, found '" + model.substring(0, equals)
                        + "' twice in " + text + "; leave one out");
            }
            from = end + 1;
        }
        return files;
    }

    /** A file whose own name holds an equals sign is not taken for a named one. */
    private static boolean isNamed(String text) {
        int equals = text.indexOf('=');
        return equals > 0
                && text.indexOf('/') != 0
                && (text.indexOf(';') > equals || isName(text, equals) && !Files.exists(Path.of(text)));
    }

    private static boolean isName(String text, int length) {
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }
}

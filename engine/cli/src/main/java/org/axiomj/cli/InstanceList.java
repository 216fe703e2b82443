package org.axiomj.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axiomj.cli.syntax.UsageException;

/**
 * A table of problems. VNN-COMP's layout: {@code model,property,seconds} without a heading, files relative to the table. With
 * a heading, columns are found by name: {@code onnx}, {@code vnnlib}, {@code timeout_s} and, optionally, {@code expected}.
 */
final class InstanceList {
    private static final long MOST_BYTES = 64 << 20;

    private InstanceList() {}

    /** One line; {@code expected} is empty where the table does not say. */
    record Instance(String model, String property, double seconds, String expected) {}

    /** @throws UsageException if the table cannot be read; the message says which line and why */
    static List<Instance> read(Path table) {
        List<String> lines;
        try {
            if (Files.size(table) > MOST_BYTES) {
                throw new UsageException(
                        table + ": longer than " + MOST_BYTES + " bytes; is this a table of problems?");
            }
            lines = Files.readAllLines(table, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsageException(table + ": cannot be read: " + e);
        }
        List<String> heading = List.of("onnx", "vnnlib", "timeout_s");
        int from = 0;
        if (!lines.isEmpty() && cells(lines.get(0)).contains("onnx")) {
            heading = cells(lines.get(0));
            from = 1;
        }
        List<Instance> instances = new ArrayList<>();
        for (int i = from; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                instances.add(instance(table, i + 1, heading, cells(lines.get(i))));
            }
        }
        return instances;
    }

    private static Instance instance(Path table, int line, List<String> heading, List<String> cells) {
        String where = table + ":" + line + ": ";
        int model = heading.indexOf("onnx");
        int property = heading.indexOf("vnnlib");
        int timeout = heading.indexOf("timeout_s");
        int expected = heading.indexOf("expected");
        if (property < 0 || timeout < 0) {
            throw new UsageException(table + ":1: expected the columns onnx, vnnlib and timeout_s, found " + heading);
        }
        if (cells.size() <= Math.max(model, Math.max(property, timeout))) {
            throw new UsageException(where + "expected " + heading.size() + " columns, found " + cells.size());
        }
        try {
            double seconds = Double.parseDouble(cells.get(timeout));
            if (seconds > 0) {
                return new Instance(
                        beside(table, cells.get(model)),
                        beside(table, cells.get(property)),
                        seconds,
                        expected >= 0 && expected < cells.size() ? cells.get(expected) : "");
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers that are not positive.
        }
        throw new UsageException(where + "expected a number of seconds above 0, found '" + cells.get(timeout) + "'");
    }

    private static String beside(Path table, String file) {
        if (file.indexOf(';') < 0 || file.indexOf('=') < 0) {
            return table.toAbsolutePath().resolveSibling(file).toString();
        }
        StringBuilder files = new StringBuilder();
        for (Map.Entry<String, String> model : ProblemReader.files(file).entrySet()) {
            files.append(files.length() == 0 ? "" : ";").append(model.getKey()).append('=');
            files.append(table.toAbsolutePath().resolveSibling(model.getValue()));
        }
        return files.toString();
    }

    /** Cells of a line of comma-separated values; quotes are understood, line breaks inside them are not. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}

package org.axiomj.engine.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axiomj.ir.exact.Rational;
import org.axiomj.proofs.Counterexample;

/**
 * Where a counterexample was: a line with the case, then one a coordinate, as hexadecimal doubles. The replay finds the exact
 * point from it, as it does from the search's.
 */
record Point(int caseIndex, double[] values) {
    private static final int LONGEST_LINE = 40;

    static Point of(Counterexample counterexample) {
        double[] values = new double[counterexample.input().size()];
        for (int i = 0; i < values.length; i++) {
            float single = counterexample.input32()[i];
            Rational exact = counterexample.input().get(i);
            values[i] = exact.equals(Rational.of(single)) ? single : exact.toDoubleDown();
        }
        return new Point(counterexample.caseIndex(), values);
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(Integer.toString(caseIndex));
        for (double value : values) {
            lines.add(Double.toHexString(value));
        }
        Files.write(file, lines);
    }

    /** Empty if there is no such file or it is not one of these for that many inputs and cases. */
    static Optional<Point> read(Path file, int inputs, int cases) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > (long) LONGEST_LINE * (inputs + 1)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            int index = lines.isEmpty() ? -1 : Integer.parseInt(lines.get(0));
            if (lines.size() != inputs + 1 || index < 0 || index >= cases) {
                return Optional.empty();
            }
            double[] values = new double[inputs];
            for (int i = 0; i < inputs; i++) {
                values[i] = Double.parseDouble(lines.get(i + 1));
            }
            return Optional.of(new Point(index, values));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}

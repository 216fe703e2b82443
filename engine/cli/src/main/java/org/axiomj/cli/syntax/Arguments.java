package org.axiomj.cli.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line taken apart.
 *
 * @param positionals in the order written
 * @param options by name; a switch that is set has the empty string as its value
 */
public record Arguments(List<String> positionals, Map<String, String> options) {
    public Arguments {
        positionals = List.copyOf(positionals);
        options = Map.copyOf(options);
    }

    public boolean has(String option) {
        return options.containsKey(option);
    }

    public Optional<String> text(String option) {
        return Optional.ofNullable(options.get(option));
    }

    /**
     * A whole number.
     *
     * @throws UsageException if it is none, or outside the limits
     */
    public long whole(String option, long otherwise, long least, long most) {
        String text = options.get(option);
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers out of range.
        }
        throw new UsageException(
                option + ": expected a whole number from " + least + " to " + most + ", found '" + text + "'");
    }

    /**
     * A length of time in seconds, as nanoseconds; at most ten years.
     *
     * @throws UsageException if it is no positive number
     */
    public long seconds(String option, long otherwiseNanos) {
        String text = options.get(option);
        if (text == null) {
            return otherwiseNanos;
        }
        try {
            double value = Double.parseDouble(text);
            if (value > 0) {
                return (long) (Math.min(value, 10 * 365.25 * 86400) * 1e9);
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers that are not positive.
        }
        throw new UsageException(option + ": expected a number of seconds above 0, found '" + text + "'");
    }
}

package org.axiomj.properties.language;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names that are unique, and names that were meant. */
final class Names {
    private final Set<String> used = new HashSet<>();
    private final Map<String, Integer> next = new HashMap<>();

    /** The name itself at first, then with a number. */
    String fresh(String name) {
        String candidate = name;
        while (!used.add(candidate)) {
            candidate = name + "_" + next.merge(name, 2, (last, first) -> last + 1);
        }
        return candidate;
    }

    /** The known name that is fewest edits away, if that is near enough to be a slip. */
    static Optional<String> nearest(String name, Collection<String> known) {
        String best = null;
        int least = name.length() < 2 ? 1 : Math.max(1, name.length() / 3) + 1;
        for (String candidate : known) {
            int edits = name.equalsIgnoreCase(candidate) ? 0 : edits(name, candidate);
            if (edits < least) {
                least = edits;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein's distance, counting two exchanged neighbours as one edit. */
    private static int edits(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 3 || a.length() > 100) {
            return Integer.MAX_VALUE;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}

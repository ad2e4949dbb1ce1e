package io.penstock.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a misspelt one was meant to be. */
public final class Nearest {
    private Nearest() {}

    /** The candidate at the smallest edit distance, if that is at most a third of the word (and at least 1). */
    public static Optional<String> to(String word, Collection<String> candidates) {
        int limit = Math.max(1, (word.length() + 1) / 3);
        return candidates.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(word, candidate) <= limit);
    }

    /** The end of an error text: the nearest spelling if there is one, and all allowed words. */
    public static String hint(String word, Collection<String> candidates) {
        if (candidates.isEmpty()) {
            return "; there is none";
        }
        String meant = to(word, candidates)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse("");
        String allowed = candidates.stream()
                .sorted()
                .limit(40)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return meant + (meant.isEmpty() ? "; " : " ") + "Allowed: " + allowed + (candidates.size() > 40 ? ", ..." : "");
    }

    /** Letters added, removed, replaced or swapped with their neighbour, without regard to case. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(a, b, d, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(String a, String b, int[][] d, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}

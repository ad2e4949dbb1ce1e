package io.penstock.validation;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Frozen bins of a column: how any later value is counted.
 *
 * <p>A number falls into bin i when {@code edges[i-1] <= value < edges[i]}; k edges make k + 1 bins, open at both ends. A
 * category has a bin of its own when it is among the most frequent ones; {@code rest} are the reference's other values,
 * counted as {@code other}; a value that the reference did not have is {@code new}. Where the reference had too many values to
 * list ({@code exhaustive} is false), an unlisted value is {@code other}, never {@code new}. A column of kind {@link
 * Kind#TEXT} has so many values that only {@code null} and {@code other} are counted.
 */
public record Bins(Kind kind, List<Double> edges, List<String> categories, List<String> rest, boolean exhaustive)
        implements Serializable {
    public enum Kind {
        NUMBER,
        CATEGORY,
        TEXT
    }

    public Bins {
        requireNonNull(kind, "kind");
        edges = List.copyOf(edges);
        categories = List.copyOf(categories);
        rest = List.copyOf(rest);
    }

    static Bins numbers(List<Double> edges) {
        return new Bins(Kind.NUMBER, edges, List.of(), List.of(), true);
    }

    /** The bin of a number. */
    public int of(double value) {
        if (!Double.isFinite(value)) {
            return notFiniteBin();
        }
        int at = Collections.binarySearch(edges, value + 0.0);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /** The bin of a category. */
    public int of(String value) {
        int at = categories.indexOf(value);
        if (at >= 0) {
            return at;
        }
        boolean known = kind == Kind.TEXT || !exhaustive || Collections.binarySearch(rest, value) >= 0;
        return valueBins() + (known ? 0 : 1);
    }

    /** How many bins hold values; the four special ones follow. */
    public int valueBins() {
        return switch (kind) {
            case NUMBER -> edges.size() + 1;
            case CATEGORY -> categories.size();
            case TEXT -> 0;
        };
    }

    public int size() {
        return valueBins() + 4;
    }

    public int otherBin() {
        return valueBins();
    }

    public int newBin() {
        return valueBins() + 1;
    }

    public int notFiniteBin() {
        return valueBins() + 2;
    }

    public int nullBin() {
        return valueBins() + 3;
    }

    /** A name for each bin, for people. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>(categories);
        for (int bin = 0; kind == Kind.NUMBER && bin <= edges.size(); bin++) {
            String from = bin == 0 ? "" : edges.get(bin - 1) + " <= ";
            String to = bin == edges.size() ? "" : " < " + edges.get(bin);
            labels.add(from + "x" + to);
        }
        Collections.addAll(labels, "other", "new", "not_finite", "null");
        return labels;
    }
}

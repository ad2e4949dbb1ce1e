package io.penstock.validation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Bins made fast to find; the same bins as {@link Bins#of}. */
final class Binning implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Bins bins;
    private final double[] edges;
    private final Map<String, Integer> categories = new HashMap<>();

    Binning(Bins bins) {
        this.bins = bins;
        this.edges = bins.edges().stream().mapToDouble(Double::doubleValue).toArray();
        for (String category : bins.categories()) {
            categories.put(category, bins.of(category));
        }
    }

    int size() {
        return bins.size();
    }

    int ofNull() {
        return bins.nullBin();
    }

    int of(double value) {
        if (!Double.isFinite(value)) {
            return bins.notFiniteBin();
        }
        int at = Arrays.binarySearch(edges, value + 0.0);
        return at >= 0 ? at + 1 : -at - 1;
    }

    int of(String value) {
        Integer own = categories.get(value);
        return own == null ? bins.of(value) : own;
    }
}

package io.penstock.jobs.report;

import io.penstock.validation.Bins;
import io.penstock.validation.ColumnProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Bins of a profile as people read them, those that are empty on both sides left out. */
final class BinReading {
    private BinReading() {}

    /** The distribution in training alone. */
    static BinFacts of(ColumnProfile profile) {
        return read(profile, List.of());
    }

    /** Beside that of a window, counted by the same bins. */
    static BinFacts of(ColumnProfile profile, List<Long> window) {
        return read(profile, window);
    }

    private static BinFacts read(ColumnProfile profile, List<Long> window) {
        Bins bins = profile.bins();
        List<String> names = labels(bins);
        List<String> labels = new ArrayList<>();
        List<Long> reference = new ArrayList<>();
        List<Long> beside = new ArrayList<>();
        for (int bin = 0; bin < bins.nullBin(); bin++) {
            long now = window.isEmpty() ? 0 : window.get(bin);
            boolean special = bin >= bins.valueBins();
            if (special && profile.counts().get(bin) + now == 0) {
                continue;
            }
            labels.add(names.get(bin));
            reference.add(profile.counts().get(bin));
            if (!window.isEmpty()) {
                beside.add(now);
            }
        }
        return new BinFacts(
                bins.edges(),
                labels,
                reference,
                beside,
                profile.nulls(),
                window.isEmpty() ? 0 : window.get(bins.nullBin()),
                profile.moments()
                        .map(moments -> OptionalDouble.of(moments.mean()))
                        .orElse(OptionalDouble.empty()));
    }

    private static List<String> labels(Bins bins) {
        List<String> labels = new ArrayList<>(bins.categories());
        List<Double> edges = bins.edges();
        for (int bin = 0; bins.kind() == Bins.Kind.NUMBER && bin <= edges.size(); bin++) {
            labels.add(label(edges, bin));
        }
        labels.addAll(List.of("other", "new", "not finite"));
        return labels;
    }

    private static String label(List<Double> edges, int bin) {
        if (edges.isEmpty()) {
            return "any number";
        } else if (bin == 0) {
            return "below " + Format.number(edges.get(0));
        } else if (bin == edges.size()) {
            return Format.number(edges.get(bin - 1)) + " and above";
        }
        return Format.number(edges.get(bin - 1)) + " to " + Format.number(edges.get(bin));
    }
}

package io.penstock.validation.drift;

import static java.util.Objects.requireNonNull;

import io.penstock.validation.ColumnProfile;
import io.penstock.validation.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares a window of days with a reference, column by column, from counts per day alone.
 *
 * <p>Days that lie in both are left out of the reference. The noise floor is that of blocks with as many days as the window
 * has days with rows.
 */
public final class DriftCheck {
    private final Profile reference;
    private final Limits limits;

    public DriftCheck(Profile reference, Limits limits) {
        this.reference = requireNonNull(reference, "reference");
        this.limits = requireNonNull(limits, "limits");
    }

    /** Judges columns of a window that was counted by the reference's bins; each by every method. */
    public List<ColumnDrift> judge(Collection<String> columns, Profile window) {
        List<ColumnDrift> judged = new ArrayList<>();
        limits.of()
                .forEach((method, limit) -> judged.addAll(corrected(moderated(columns.stream()
                        .map(column -> judge(column, window, method, limit))
                        .toList()))));
        return judged;
    }

    private ColumnDrift judge(String name, Profile window, Method method, double limit) {
        Optional<ColumnProfile> known = find(reference, name);
        Optional<ColumnProfile> seen = find(window, name);
        if (known.isEmpty() || seen.isEmpty()) {
            String side = known.isEmpty() ? "reference" : "window";
            return ColumnDrift.unknown(name, method, limit, "the " + side + " has no column " + name);
        }
        if (!known.get().bins().equals(seen.get().bins())) {
            return ColumnDrift.unknown(name, method, limit, "the window was counted by other bins than the reference");
        }
        Set<String> days = new TreeSet<>(seen.get().days().keySet());
        DayCounts past = DayCounts.of(known.get(), day -> !days.contains(day));
        return new Pair(name, method, limit, past, DayCounts.of(seen.get(), day -> true)).judge();
    }

    private static Optional<ColumnProfile> find(Profile profile, String column) {
        return profile.columns().stream()
                .filter(each -> each.name().equals(column))
                .findFirst();
    }

    /** P values that borrow from all columns the scatter of blocks, of which each has few. */
    private static List<ColumnDrift> moderated(List<ColumnDrift> columns) {
        List<Noise> noises =
                columns.stream().flatMap(column -> column.noise().stream()).toList();
        double variances = noises.stream()
                .mapToDouble(noise -> noise.unrest().variance())
                .average()
                .orElse(0);
        return columns.stream()
                .map(column -> column.noise().isEmpty() ? column : column.moderated(variances, noises.size()))
                .toList();
    }

    /** Benjamini-Hochberg over the columns that have a floor; one within its limit has not drifted, however rare. */
    private List<ColumnDrift> corrected(List<ColumnDrift> columns) {
        List<ColumnDrift> tested = columns.stream()
                .filter(column -> column.noise().isPresent())
                .sorted(Comparator.comparing(ColumnDrift::pBeyondLimit).reversed())
                .toList();
        Map<String, ColumnDrift> corrected = new HashMap<>();
        double q = 1;
        for (int i = 0; i < tested.size(); i++) {
            int rank = tested.size() - i;
            Noise noise = tested.get(i).noise().orElseThrow();
            q = Math.min(q, tested.get(i).pBeyondLimit() * tested.size() / rank);
            corrected.put(tested.get(i).column(), tested.get(i).with(noise.withQ(q), limits.falseDiscoveries()));
        }
        return columns.stream()
                .map(column -> corrected.getOrDefault(column.column(), column))
                .toList();
    }
}

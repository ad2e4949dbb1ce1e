package io.penstock.features;

import io.penstock.base.DateRange;
import io.penstock.base.Ordered;
import io.penstock.lake.OlderDefinition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What building a view's table for a range of days would do.
 *
 * @param read the source's batches that all the days asked for need together
 * @param pins of each day that can be built: the digest of the definition and of the batches that feed it
 * @param stale the days to build, in order: never built, or built from other pins
 * @param healed those of the stale days that were built before under the same definition, asked for or not, with the
 *     batches that hold something else since
 * @param missing what is not there; days that need it are not built
 * @param replaced the definition, and its days, that the table holds until the first day of the present one is built;
 *     empty if it holds days of this definition, or none
 */
public record ViewPlan(
        FeatureView view,
        DateRange days,
        SourceRead read,
        Map<LocalDate, String> pins,
        List<LocalDate> stale,
        Map<LocalDate, List<String>> healed,
        List<MissingInput> missing,
        Optional<OlderDefinition> replaced) {

    public ViewPlan {
        pins = Map.copyOf(pins);
        stale = List.copyOf(stale);
        healed = Ordered.copy(healed);
        missing = List.copyOf(missing);
    }

    /** Which days are healed, and why, in one sentence; empty if none is. */
    public Optional<String> whatIsHealed() {
        String why = changedBatches().isEmpty()
                ? "changed, its history no longer tells where"
                : "changed in " + String.join(", ", changedBatches());
        return healed.isEmpty()
                ? Optional.empty()
                : Optional.of("healed " + healedDays() + ": " + read.source().table() + " " + why);
    }

    /** What a reader of the outcome should know of it. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(whatIsHealed().stream().toList());
        replaced.ifPresent(older -> notes.add("the definition changed: the table begins anew, its " + older.days()
                + (older.days() == 1 ? " day under the one before is " : " days under the one before are ")
                + older.name()
                + " now"));
        return notes;
    }

    /** The healed days as ranges, such as {@code 2013-10-15..2013-10-18, 2013-10-24}. */
    public String healedDays() {
        return DateRange.over(List.copyOf(healed.keySet()), 1).stream()
                .map(DateRange::toString)
                .collect(Collectors.joining(", "));
    }

    /** The batches that healed days are healed for, as far as the table's history tells. */
    public List<String> changedBatches() {
        return healed.values().stream()
                .flatMap(Collection::stream)
                .distinct()
                .sorted()
                .toList();
    }

    /** Days that read much of the same events are computed in one pass: those no further apart than the windows reach. */
    List<DateRange> passes() {
        return Inputs.reachBack(view, view.featureNames())
                .map(reach -> DateRange.over(stale, reach.toDays() + 1))
                .orElseGet(() -> List.of(new DateRange(stale.get(0), stale.get(stale.size() - 1))));
    }
}

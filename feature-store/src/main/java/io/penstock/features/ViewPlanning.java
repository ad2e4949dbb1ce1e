package io.penstock.features;

import io.penstock.base.DateRange;
import io.penstock.base.Digest;
import io.penstock.lake.Lake;
import io.penstock.lake.OlderDefinition;
import io.penstock.lake.SliceRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells from commit records alone which days of a view's table have to be built: those asked for that are not there as
 * they would be, and those built before, under this definition, from batches that hold something else by now.
 */
final class ViewPlanning {

    private final FeatureView view;
    private final Source source;
    private final Inputs inputs;
    private final Map<String, SliceRecord> built;
    private final Map<String, SliceRecord> batches;

    ViewPlanning(Lake lake, Catalog catalog, FeatureView view) {
        this.view = view;
        this.source = catalog.source(view);
        this.inputs = new Inputs(lake, catalog);
        this.built = lake.latest(view.table()).map(lake::slices).orElse(Map.of());
        this.batches = inputs.pin(source.table()).map(inputs::slices).orElse(Map.of());
    }

    ViewPlan plan(DateRange days) {
        SourceRead read = inputs.source(source, Inputs.earliest(view, days.start()), days.end());
        SortedMap<LocalDate, String> pins = new TreeMap<>();
        List<LocalDate> stale = new ArrayList<>();
        SortedMap<LocalDate, List<String>> healed = new TreeMap<>();
        for (LocalDate day : candidates(days)) {
            List<String> needed = needed(day);
            if (!batches.keySet().containsAll(needed)) {
                continue;
            }
            SliceRecord slice = built.get(day.toString());
            String pin = pin(needed);
            pins.put(day, pin);
            if (slice == null || !slice.pins().equals(pin)) {
                stale.add(day);
                if (isOfThisDefinition(slice)) {
                    healed.put(day, changed(slice, needed));
                }
            }
        }
        return new ViewPlan(view, days, read, pins, stale, healed, read.missing(), replaced());
    }

    /** A table never mixes definitions: where it holds none of this one's days, those that it holds are another's. */
    private Optional<OlderDefinition> replaced() {
        return built.values().stream().anyMatch(this::isOfThisDefinition)
                ? Optional.empty()
                : built.values().stream()
                        .findFirst()
                        .map(slice -> new OlderDefinition(view.table(), slice.definitionHash(), built.size()));
    }

    /** The days asked for, and the built ones that can be healed. */
    private TreeSet<LocalDate> candidates(DateRange days) {
        TreeSet<LocalDate> candidates = new TreeSet<>(days.days());
        built.values().stream()
                .filter(this::isOfThisDefinition)
                .forEach(slice -> candidates.add(LocalDate.parse(slice.slice())));
        return candidates;
    }

    private boolean isOfThisDefinition(SliceRecord slice) {
        return slice != null && slice.definitionHash().equals(view.definitionHash());
    }

    private List<String> needed(LocalDate day) {
        DateRange one = DateRange.of(day);
        return inputs.batches(source, Inputs.earliest(view, one.start()), one.end());
    }

    private String pin(List<String> needed) {
        StringBuilder text = new StringBuilder(view.definitionHash());
        needed.forEach(batch -> text.append('\n')
                .append(batch)
                .append('=')
                .append(batches.get(batch).hash()));
        return Digest.sha256(text.toString());
    }

    /** Of the needed batches those that hold something else than what a slice was built from. */
    private List<String> changed(SliceRecord slice, List<String> needed) {
        Map<String, SliceRecord> before =
                slice.parent(source.table()).map(inputs::slices).orElse(Map.of());
        return needed.stream()
                .filter(batch -> !Objects.equals(hash(before, batch), hash(batches, batch)))
                .toList();
    }

    private static String hash(Map<String, SliceRecord> slices, String batch) {
        return slices.containsKey(batch) ? slices.get(batch).hash() : null;
    }
}

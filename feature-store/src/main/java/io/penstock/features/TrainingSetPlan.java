package io.penstock.features;

import io.penstock.base.TableVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What freezing a training set would read.
 *
 * @param asOf nothing known later enters
 * @param from first spine event
 * @param to end (exclusive) of the spine's events: what has matured by as-of, cut at the split's {@code until}
 */
public record TrainingSetPlan(
        TrainingSetSpec spec,
        Instant asOf,
        Instant from,
        Instant to,
        SourceRead spine,
        SourceRead labels,
        List<ViewRead> views) {

    public TrainingSetPlan {
        views = List.copyOf(views);
    }

    /** All that is not there. */
    public List<MissingInput> missing() {
        List<MissingInput> all = new ArrayList<>(spine.missing());
        all.addAll(labels.missing());
        views.forEach(view -> all.addAll(view.missing()));
        return all.stream().distinct().toList();
    }

    /** Every pinned version it reads, each once. */
    public List<TableVersion> inputs() {
        Set<TableVersion> all = new LinkedHashSet<>();
        spine.version().ifPresent(all::add);
        labels.version().ifPresent(all::add);
        views.forEach(view -> view.version().ifPresent(all::add));
        return List.copyOf(all);
    }
}

package io.penstock.scoring;

import io.penstock.base.TableVersion;
import io.penstock.features.MissingInput;
import io.penstock.features.SourceRead;
import io.penstock.features.ViewRead;
import io.penstock.training.ModelSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What scoring days of one model would read and do.
 *
 * @param runs the days with the models that score them
 * @param pins of each day: the digest of the models, the definition and all that feeds it
 * @param stale the days to score: never scored, or scored from other pins
 * @param unchampioned days at whose first instant no champion was in force
 */
record ScoringPlan(
        ModelSpec spec,
        SourceRead spine,
        List<ViewRead> views,
        List<Champions> runs,
        Map<LocalDate, String> pins,
        List<LocalDate> stale,
        List<LocalDate> unchampioned) {

    ScoringPlan {
        views = List.copyOf(views);
        runs = List.copyOf(runs);
        pins = Map.copyOf(pins);
        stale = List.copyOf(stale);
        unchampioned = List.copyOf(unchampioned);
    }

    List<MissingInput> missing() {
        List<MissingInput> all = new ArrayList<>(spine.missing());
        views.forEach(view -> all.addAll(view.missing()));
        return all.stream().distinct().toList();
    }

    List<TableVersion> inputs() {
        Set<TableVersion> all = new LinkedHashSet<>();
        spine.version().ifPresent(all::add);
        views.forEach(view -> view.version().ifPresent(all::add));
        return List.copyOf(all);
    }
}

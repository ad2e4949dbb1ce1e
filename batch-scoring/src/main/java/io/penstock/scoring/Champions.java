package io.penstock.scoring;

import static java.util.Objects.requireNonNull;

import io.penstock.base.DateRange;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelVersion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The models that score a run of days: those in force at the first instant of each.
 *
 * @param days consecutive days with the same models
 */
record Champions(List<LocalDate> days, ModelVersion champion, Optional<ModelVersion> challenger) {

    Champions {
        days = List.copyOf(days);
        requireNonNull(champion, "champion");
        requireNonNull(challenger, "challenger");
    }

    /** The days cut where a model in force changes; days that none may score are left out. */
    static List<Champions> of(ModelRegistry registry, Standing standing, DateRange days) {
        List<Champions> runs = new ArrayList<>();
        for (LocalDate day : days.days()) {
            Optional<ModelVersion> champion = standing.on(day).champion();
            if (champion.isEmpty()) {
                continue;
            }
            Optional<ModelVersion> challenger = registry.challengerAt(
                            champion.get().model(), new DateRange(day, day).start())
                    .filter(version -> !version.equals(champion.get()));
            Champions last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && last.champion.equals(champion.get()) && last.challenger.equals(challenger)) {
                List<LocalDate> longer = new ArrayList<>(last.days);
                longer.add(day);
                runs.set(runs.size() - 1, new Champions(longer, last.champion, last.challenger));
            } else {
                runs.add(new Champions(List.of(day), champion.get(), challenger));
            }
        }
        return runs;
    }
}

package io.penstock.jobs;

import io.penstock.features.Catalog;
import io.penstock.lake.Lake;
import io.penstock.scoring.DriftMonitor;
import io.penstock.scoring.PerformanceMonitor;
import io.penstock.scoring.Responses;
import io.penstock.scoring.Watched;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How a model's inputs and predictions look as of the end of a day, and what is done about it. */
final class MonitorJob {

    private MonitorJob() {}

    /** Everything that there is to look at. */
    static List<StepResult> run(RunContext context, ModelSpec model, LocalDate date) {
        return run(context, model, date, Optional.empty());
    }

    /** One thing, or everything; each a step. */
    static List<StepResult> run(RunContext context, ModelSpec model, LocalDate date, Optional<Watch> only) {
        List<StepResult> steps = new ArrayList<>();
        for (Watch watch : Watch.values()) {
            if (only.isEmpty() || only.get() == watch) {
                steps.add(step(context, watch, () -> look(context, watch, model, date)));
            }
        }
        return steps;
    }

    private static Watched look(RunContext context, Watch watch, ModelSpec model, LocalDate date) {
        Lake lake = context.lake();
        Catalog catalog = context.project().catalog();
        ModelRegistry registry = ModelRegistry.of(lake);
        return switch (watch) {
            case DRIFT -> new DriftMonitor(lake, catalog, registry).watch(model, date, context.run());
            case PERFORMANCE -> new PerformanceMonitor(lake, catalog, registry).watch(model, date, context.run());
        };
    }

    /** What was said is written by then; responses follow, and people are told last. */
    private static StepResult step(RunContext context, Watch watch, Supplier<Watched> look) {
        return context.step("monitor " + watch.word(), "monitoring/" + watch.word(), () -> {
            Watched watched = look.get();
            watched.signal().ifPresent(signal -> {
                new Responses(context.lake()).carryOut(signal, context.run());
                context.project().notifying().tell(signal.text(), context.console());
            });
            return Outcomes.result("monitor", watched.outcome()).with(watched.metrics());
        });
    }
}

package io.penstock.jobs;

import io.penstock.features.Catalog;
import io.penstock.lake.Lake;
import io.penstock.scoring.DriftMonitor;
import io.penstock.scoring.PerformanceMonitor;
import io.penstock.scoring.Responses;
import io.penstock.scoring.Signal;
import io.penstock.scoring.Watched;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelSpec;
import io.penstock.training.Monitor;
import io.penstock.training.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How a model's inputs and predictions look as of the end of a day, and what is done about it. */
final class MonitorJob {

    private MonitorJob() {}

    /** Everything that there is to look at, or one thing; each a step. */
    static List<StepResult> run(RunContext context, ModelSpec model, LocalDate date, Optional<Watch> only) {
        return Stream.of(Watch.values())
                .filter(watch -> only.isEmpty() || only.get() == watch)
                .map(watch -> run(context, model, date, watch))
                .toList();
    }

    static StepResult run(RunContext context, ModelSpec model, LocalDate date, Watch watch) {
        return step(context, watch, model, () -> look(context, watch, model, date));
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

    /** What a monitor of the model may ask for; empty if its responses are others. */
    static Optional<String> asks(ModelSpec model) {
        return model.monitor().stream()
                        .flatMap(monitor -> Stream.concat(
                                monitor.drift().map(Monitor.Drift::response).stream(),
                                monitor.performance().map(Monitor.Performance::response).stream()))
                        .anyMatch(Response.RETRAIN::equals)
                ? Optional.of(retrain(model))
                : Optional.empty();
    }

    private static String retrain(ModelSpec model) {
        return "retrain/" + model.name();
    }

    /** What was said is written by then; responses follow, and people are told last. */
    private static StepResult step(RunContext context, Watch watch, ModelSpec model, Supplier<Watched> look) {
        return context.step("monitor " + watch.word(), "monitoring/" + watch.word(), () -> {
            Watched watched = look.get();
            watched.signal().ifPresent(signal -> {
                new Responses(context.lake()).carryOut(signal, model.name(), context.run());
                context.project().notifying().tell(signal.text(), context.console());
            });
            StepResult result = Outcomes.result("monitor", watched.outcome()).with(watched.metrics());
            return watched.signal()
                            .map(Signal::response)
                            .filter(Response.RETRAIN::equals)
                            .isPresent()
                    ? result.asking(retrain(model))
                    : result;
        });
    }
}

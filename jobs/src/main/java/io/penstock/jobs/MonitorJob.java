package io.penstock.jobs;

import io.penstock.scoring.PerformanceMonitor;
import io.penstock.training.Metric;
import io.penstock.training.ModelSpec;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** How a model's predictions did, as of the end of a day. */
final class MonitorJob {

    private MonitorJob() {}

    static StepResult run(RunContext context, ModelSpec model, LocalDate date) {
        PerformanceMonitor monitor =
                new PerformanceMonitor(context.lake(), context.project().catalog());
        return context.step("monitor", "monitoring/performance", () -> {
            PerformanceMonitor.Measured measured = monitor.measure(model, date, context.run());
            Map<String, Double> metrics = new TreeMap<>();
            measured.metrics().ifPresent(values -> {
                for (Metric metric : Metric.values()) {
                    metrics.put(metric.sqlName(), values.of(metric).value());
                }
            });
            return Outcomes.result("monitor", measured.outcome()).with(metrics);
        });
    }
}

package io.penstock.scoring;

import io.penstock.base.Run;
import io.penstock.training.Estimate;
import io.penstock.training.Metric;
import io.penstock.training.Metrics;
import io.penstock.training.ModelSpec;
import io.penstock.training.ModelVersion;
import io.penstock.training.Monitor;
import io.penstock.training.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * How a version did in a window, and what is said of it.
 *
 * @param highestLoss the log loss that a stretch as long of the model's past hardly ever passed; empty if that is not known
 */
record Realised(
        ModelSpec spec,
        ModelVersion version,
        LocalDate date,
        Metrics metrics,
        Labels labels,
        Optional<Double> highestLoss) {

    enum Labels {
        MATURED,
        TOO_FEW
    }

    private static final String PASSED = "passed";
    private static final String WARNED = "warned";
    private static final String FAILED = "failed";

    List<Row> rows(Run run) {
        List<Row> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            Estimate estimate = metrics.of(metric);
            rows.add(RowFactory.create(
                    version.model(),
                    version.version(),
                    date,
                    metric.sqlName(),
                    "realised",
                    estimate.value(),
                    estimate.low(),
                    estimate.high(),
                    metrics.rows(),
                    verdict(metric),
                    response(metric).map(Response::toString).orElse(null),
                    run.id().value()));
        }
        return rows;
    }

    SortedMap<String, Double> values() {
        SortedMap<String, Double> values = new TreeMap<>();
        for (Metric metric : Metric.values()) {
            values.put(metric.sqlName(), metrics.of(metric).value());
        }
        return values;
    }

    /** What is wrong, the worst first. */
    List<String> causes() {
        List<String> causes = new ArrayList<>();
        if (verdict(Metric.AUC).equals(FAILED)) {
            causes.add(String.format(
                    Locale.ROOT,
                    "auc %.3f is below %.3f",
                    metrics.of(Metric.AUC).value(),
                    limit().orElseThrow().auc()));
        }
        if (verdict(Metric.LOGLOSS).equals(WARNED)) {
            causes.add(String.format(
                    Locale.ROOT,
                    "logloss %.3f is above %.3f, which 95 %% of as long a past stay below",
                    metrics.of(Metric.LOGLOSS).value(),
                    highestLoss.orElseThrow()));
        }
        return causes;
    }

    /** What is to be done; empty where all is well. */
    Optional<Signal> signal() {
        List<String> causes = causes();
        if (causes.isEmpty()) {
            return Optional.empty();
        }
        Metric worst = verdict(Metric.AUC).equals(FAILED) ? Metric.AUC : Metric.LOGLOSS;
        return Optional.of(new Signal(
                version.toString(),
                "performance",
                date,
                verdict(worst),
                response(worst).orElseThrow(),
                causes));
    }

    private String verdict(Metric metric) {
        double value = metrics.of(metric).value();
        if (labels == Labels.TOO_FEW) {
            return "warming_up";
        } else if (metric == Metric.AUC
                && limit().filter(limit -> value < limit.auc()).isPresent()) {
            return FAILED;
        } else if (metric == Metric.LOGLOSS
                && highestLoss.filter(highest -> value > highest).isPresent()) {
            return WARNED;
        }
        return PASSED;
    }

    private Optional<Response> response(Metric metric) {
        return switch (verdict(metric)) {
            case FAILED -> limit().map(Monitor.Performance::response);
            case WARNED -> Optional.of(Response.ALERT);
            default -> Optional.empty();
        };
    }

    private Optional<Monitor.Performance> limit() {
        return spec.monitor().flatMap(Monitor::performance);
    }
}

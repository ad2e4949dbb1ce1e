package io.penstock.jobs.report;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.penstock.lake.CommitRecord;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.training.ModelEvent;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelSpec;
import io.penstock.training.ModelVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A model's life, the card of the version in force, its predictions by day. */
record ModelReading(SparkSession spark, Lake lake, Tables tables, CheckReading checks) {
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

    ModelFacts read(ModelSpec spec) {
        ModelRegistry registry = ModelRegistry.of(lake);
        List<ModelEvent> events = registry.events(spec.name());
        Optional<CardFacts> card = shown(registry, spec.name())
                .map(version ->
                        CardReading.read(spark, lake, version, alias(registry, version), evidence(events, version)));
        List<EventFacts> life =
                new ArrayList<>(events.stream().map(ModelReading::event).toList());
        Collections.reverse(life);
        List<CheckFacts> gates = new ArrayList<>(checks.of(spec.data().table()));
        gates.addAll(checks.of(predictions(spec)));
        return new ModelFacts(
                spec.name(),
                spec.about().description().orElse(""),
                spec.about().owner().orElse(""),
                card,
                life,
                days(spec),
                performance(spec),
                new DriftReading(spark, lake).read(spec.name()),
                gates);
    }

    /** The version that a report is about: the champion, else the newest; empty if none is registered. */
    static Optional<ModelVersion> shown(ModelRegistry registry, String model) {
        return registry.championAt(model, EVER).or(() -> newest(registry.events(model)));
    }

    static String predictions(ModelSpec spec) {
        return "predictions/" + spec.name();
    }

    private static Optional<ModelVersion> newest(List<ModelEvent> events) {
        return events.stream()
                .max(Comparator.comparingLong(ModelEvent::version))
                .map(event -> new ModelVersion(event.model(), event.version(), event.digest()));
    }

    private static String alias(ModelRegistry registry, ModelVersion version) {
        if (registry.championAt(version.model(), EVER).equals(Optional.of(version))) {
            return ModelEvent.CHAMPION;
        }
        boolean challenges = registry.challengerAt(version.model(), EVER).equals(Optional.of(version));
        return challenges ? ModelEvent.CHALLENGER : "";
    }

    /** The evidence of the newest decision on a version. */
    private static Optional<String> evidence(List<ModelEvent> events, ModelVersion version) {
        return events.stream()
                .filter(event -> event.version() == version.version())
                .flatMap(event -> event.evidenceDigest().stream())
                .reduce((first, second) -> second);
    }

    private static EventFacts event(ModelEvent event) {
        return new EventFacts(
                event.version(),
                event.kind().sqlName(),
                event.alias().orElse(""),
                event.actor(),
                event.occurredAt(),
                event.effectiveFrom(),
                event.reason());
    }

    private List<ScoredDay> days(ModelSpec spec) {
        Optional<CommitRecord> newest = tables.newest(predictions(spec));
        if (newest.isEmpty()) {
            return List.of();
        }
        return lake
                .read(newest.get().version())
                .where("role = 'champion'")
                .groupBy("date")
                .agg(count(lit(1)), avg("score"), avg(col("decision").cast("double")))
                .orderBy("date")
                .collectAsList()
                .stream()
                .map(row -> new ScoredDay(row.getAs(0), row.getLong(1), row.getDouble(2), row.getDouble(3)))
                .toList();
    }

    private List<PerformanceFacts> performance(ModelSpec spec) {
        Map<List<Object>, PerformanceFacts> last = new LinkedHashMap<>();
        lake
                .readRecords(MetaTable.PERFORMANCE)
                .where(col("model").equalTo(spec.name()))
                .orderBy("run_id")
                .collectAsList()
                .stream()
                .map(ModelReading::performance)
                .forEach(facts -> last.put(
                        List.of(
                                facts.date(),
                                facts.modelVersion(),
                                facts.kind(),
                                facts.measure().metric()),
                        facts));
        return last.values().stream()
                .sorted(Comparator.comparing(PerformanceFacts::date).thenComparing(PerformanceFacts::modelVersion))
                .toList();
    }

    private static PerformanceFacts performance(Row row) {
        return new PerformanceFacts(
                row.getAs("date"),
                row.<Long>getAs("model_version"),
                row.getAs("kind"),
                new Measure(
                        row.getAs("metric"),
                        row.<Double>getAs("value"),
                        row.<Double>getAs("low"),
                        row.<Double>getAs("high")),
                row.<Long>getAs("row_count"),
                row.getAs("verdict"),
                Optional.ofNullable(row.<String>getAs("response")).orElse(""));
    }
}

package io.penstock.scoring;

import io.penstock.base.Run;
import io.penstock.training.ModelVersion;
import io.penstock.training.Response;
import io.penstock.validation.drift.ColumnDrift;
import io.penstock.validation.drift.Level;
import io.penstock.validation.drift.Noise;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What was found of one column of one kind: a row of {@code monitoring/drift}. */
record DriftRecord(Kind kind, ColumnDrift column) {
    enum Kind {
        DATA,
        PREDICTION,
        TARGET
    }

    private static final int NAMED = 3;

    /** An alarm has the declared response, a warning is only told. */
    Row row(ModelVersion version, LocalDate date, Response declared, Run run) {
        Optional<Noise> noise = column.noise();
        return RowFactory.create(
                version.model(),
                date,
                column.column(),
                kind.name().toLowerCase(Locale.ROOT),
                column.method().sqlName(),
                value(column.score()),
                noise.map(Noise::floor).orElse(null),
                column.limit(),
                noise.map(Noise::pValue).orElse(null),
                noise.map(Noise::qValue).orElse(null),
                value(column.nullShare()),
                column.level().sqlName(),
                response(column.level(), declared).map(Response::toString).orElse(null),
                column.reason().orElse(null),
                noise.map(Noise::highest).orElse(null),
                column.rows(),
                column.counts(),
                version.version(),
                run.id().value());
    }

    private static Double value(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static Optional<Response> response(Level level, Response declared) {
        return switch (level) {
            case ALARM -> Optional.of(declared);
            case WARN -> Optional.of(Response.ALERT);
            case OK, WARMING_UP, NOT_EVALUATED -> Optional.empty();
        };
    }

    /** What the worst columns ask for; empty where all are well. */
    static Optional<Signal> signal(List<DriftRecord> records, ModelVersion version, LocalDate date, Response declared) {
        for (Level level : List.of(Level.ALARM, Level.WARN)) {
            List<String> causes = at(level, records).map(DriftRecord::text).toList();
            if (!causes.isEmpty()) {
                return Optional.of(new Signal(
                        version.toString(),
                        "drift",
                        date,
                        level.sqlName(),
                        response(level, declared).orElseThrow(),
                        causes));
            }
        }
        return Optional.empty();
    }

    /** A sentence for alarms, for warnings, and for each reason why columns were not judged. */
    static List<String> summary(List<DriftRecord> records) {
        List<String> summary = new ArrayList<>();
        for (Level level : List.of(Level.ALARM, Level.WARN)) {
            List<String> found = at(level, records).map(DriftRecord::text).toList();
            if (!found.isEmpty()) {
                summary.add(level.sqlName() + " in " + found.size() + " of " + records.size() + ": "
                        + String.join("; ", found.subList(0, Math.min(NAMED, found.size())))
                        + (found.size() > NAMED ? "; ..." : ""));
            }
        }
        Map<String, List<String>> unjudged = new TreeMap<>(records.stream()
                .filter(record -> record.column.reason().isPresent())
                .collect(Collectors.groupingBy(
                        record -> record.column.level().sqlName() + ": "
                                + record.column.reason().orElseThrow(),
                        Collectors.mapping(record -> record.column.column(), Collectors.toList()))));
        unjudged.forEach((reason, columns) -> summary.add(reason + " (" + columns.get(0)
                + (columns.size() > 1 ? " and " + (columns.size() - 1) + " more" : "") + ")"));
        return summary;
    }

    private static Stream<DriftRecord> at(Level level, List<DriftRecord> records) {
        return records.stream()
                .filter(record -> record.column.level() == level)
                .sorted(Comparator.comparing(
                                (DriftRecord record) -> record.column.score().orElse(0))
                        .reversed());
    }

    private String text() {
        return String.format(
                Locale.ROOT,
                "%s %s %.3f (limit %.3f, floor %.3f)",
                column.column(),
                column.method().sqlName(),
                column.score().orElse(Double.NaN),
                column.limit(),
                column.noise().map(Noise::floor).orElse(Double.NaN));
    }
}

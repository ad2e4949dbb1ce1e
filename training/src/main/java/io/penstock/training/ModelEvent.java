package io.penstock.training;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A row of {@code meta/models}.
 *
 * @param version of the model, counted from 1
 * @param alias {@code champion} or {@code challenger} if the event gives it to the version
 * @param actor who did it: a person, or the job
 * @param occurredAt the clock; strictly increasing within a model
 * @param effectiveFrom from when it counts for a scored date
 */
public record ModelEvent(
        String model,
        long version,
        String digest,
        EventKind kind,
        Optional<String> alias,
        String actor,
        Instant occurredAt,
        Instant effectiveFrom,
        String reason,
        Optional<String> evidenceDigest,
        Optional<String> runId) {
    /** The alias of the version that scores. */
    public static final String CHAMPION = "champion";

    /** The alias of the version that scores in the shadow. */
    public static final String CHALLENGER = "challenger";

    public ModelEvent {
        requireNonNull(model, "model");
        requireNonNull(digest, "digest");
        requireNonNull(kind, "kind");
        requireNonNull(actor, "actor");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(effectiveFrom, "effectiveFrom");
        requireNonNull(reason, "reason");
    }

    boolean gives(String name) {
        return alias.isPresent() && alias.get().equals(name);
    }

    Row row() {
        return RowFactory.create(
                model,
                version,
                digest,
                kind.sqlName(),
                alias.orElse(null),
                actor,
                occurredAt,
                effectiveFrom,
                reason,
                evidenceDigest.orElse(null),
                runId.orElse(null));
    }

    static ModelEvent of(Row row) {
        return new ModelEvent(
                row.getString(0),
                row.getLong(1),
                row.getString(2),
                EventKind.parse(row.getString(3)),
                Optional.ofNullable(row.getString(4)),
                row.getString(5),
                instant(row, 6),
                instant(row, 7),
                row.getString(8),
                Optional.ofNullable(row.getString(9)),
                Optional.ofNullable(row.getString(10)));
    }

    private static Instant instant(Row row, int at) {
        Object value = row.get(at);
        return value instanceof java.sql.Timestamp timestamp ? timestamp.toInstant() : (Instant) value;
    }
}

package io.penstock.features.online;

import io.penstock.base.ColumnType;
import io.penstock.features.OnlineRow;
import io.penstock.features.OnlineSchema;
import io.penstock.features.OnlineTick;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rows of a small view {@code delays} by carrier, and of a wide one with every type. */
final class OnlineRows {
    static final Instant START = Instant.parse("2013-01-01T00:00:00Z");
    static final OnlineSchema DELAYS = new OnlineSchema(
            "delays",
            "hash",
            Map.of("carrier", ColumnType.STRING),
            columns("flights", "bigint", "delay", "double"),
            Set.of("flights"),
            Optional.of(Duration.ofHours(3)));

    private OnlineRows() {}

    static Map<String, ColumnType> columns(String... namesAndTypes) {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            columns.put(namesAndTypes[i], new ColumnType(namesAndTypes[i + 1]));
        }
        return columns;
    }

    static Map<String, Object> values(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }

    static OnlineTick at(int hour, long version) {
        return new OnlineTick(START.plus(Duration.ofHours(hour)), version);
    }

    /** A row whose values tell of what age it is. */
    static OnlineRow delay(String carrier, int hour, long version) {
        return new OnlineRow(
                "delays",
                Map.of("carrier", carrier),
                at(hour, version).tick(),
                version,
                "hash",
                Instant.parse("2013-02-01T10:11:12.123456Z"),
                values("flights", (long) hour, "delay", version / 2.0));
    }
}

package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.ColumnType;
import io.penstock.validation.LocalSpark;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TextCastTest {
    @Test
    void whatFollowsADateIsAClock() {
        assertThat(cast(
                        "date",
                        "2024-01-01",
                        " 2024-1-1 ",
                        "2024-01-01 10:30:00",
                        "2024-01-01T10:30:00Z",
                        "2024-01-01 junk",
                        "2024-01-01T99",
                        "2024-01-32",
                        "10:30"))
                .containsExactly(
                        Map.entry("2024-01-01", "2024-01-01"),
                        Map.entry(" 2024-1-1 ", "2024-01-01"),
                        Map.entry("2024-01-01 10:30:00", "2024-01-01"),
                        Map.entry("2024-01-01T10:30:00Z", "2024-01-01"),
                        Map.entry("2024-01-01 junk", "none"),
                        Map.entry("2024-01-01T99", "none"),
                        Map.entry("2024-01-32", "none"),
                        Map.entry("10:30", "none"));
    }

    @Test
    void aDecimalIsNotRounded() {
        assertThat(cast(
                        "decimal(10,2)",
                        "1.25",
                        "-1.2500",
                        "7",
                        "+.5",
                        "125e-2",
                        "1.5e3",
                        "1.255",
                        "1e-3",
                        "1e99",
                        "x"))
                .containsExactly(
                        Map.entry("1.25", "1.25"),
                        Map.entry("-1.2500", "-1.25"),
                        Map.entry("7", "7.00"),
                        Map.entry("+.5", "0.50"),
                        Map.entry("125e-2", "1.25"),
                        Map.entry("1.5e3", "1500.00"),
                        Map.entry("1.255", "none"),
                        Map.entry("1e-3", "none"),
                        Map.entry("1e99", "none"),
                        Map.entry("x", "none"));
    }

    @Test
    void aNumberBeyondTheGreatestIsNotInfinite() {
        assertThat(cast("double", "1e308", "1e400", "-1e400", "-Infinity", "inf", "NaN", "1e-400"))
                .containsExactly(
                        Map.entry("1e308", "1.0E308"),
                        Map.entry("1e400", "none"),
                        Map.entry("-1e400", "none"),
                        Map.entry("-Infinity", "-Infinity"),
                        Map.entry("inf", "Infinity"),
                        Map.entry("NaN", "NaN"),
                        Map.entry("1e-400", "0.0"));
        assertThat(cast("float", "1e38", "1e39"))
                .containsExactly(Map.entry("1e38", "1.0E38"), Map.entry("1e39", "none"));
    }

    private static Map<String, String> cast(String type, String... texts) {
        ColumnType column = new ColumnType(type);
        Map<String, String> values = new LinkedHashMap<>();
        for (Row row : LocalSpark.session()
                .createDataset(Arrays.asList(texts), Encoders.STRING())
                .select(
                        col("value"),
                        TextCast.cast("value", column, ZoneOffset.UTC).cast("string"))
                .collectAsList()) {
            values.put(row.getString(0), row.isNullAt(1) ? "none" : row.getString(1));
        }
        return values;
    }
}

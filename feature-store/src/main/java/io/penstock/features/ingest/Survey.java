package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.penstock.base.ColumnType;
import io.penstock.base.Json;
import io.penstock.features.Feed;
import io.penstock.features.Format;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What reading told about whole files and whole columns: the faults that block a batch before any row is judged.
 *
 * @param files facts of each file read
 * @param wrongTypes columns of a batch in which not one value is of the declared type (two values at least)
 */
record Survey(List<FileFacts> files, List<WrongType> wrongTypes) {

    record WrongType(String batch, String column, String reason) {}

    Survey {
        files = List.copyOf(files);
        wrongTypes = List.copyOf(wrongTypes);
    }

    /** Looks at typed rows; the first action on them. */
    static Survey of(Dataset<Row> rows, Feed feed) {
        return new Survey(files(rows, feed.files().format()), wrongTypes(rows, feed.columns()));
    }

    private static List<FileFacts> files(Dataset<Row> rows, Format format) {
        List<FileFacts> facts =
                rows.filter(col(FeedReader.FACTS).isNotNull()).select(FeedReader.FACTS).collectAsList().stream()
                        .map(row -> Json.read(row.getString(0), FileFacts.class))
                        .toList();
        if (format != Format.PARQUET) {
            return facts;
        }
        Map<String, Long> read = new HashMap<>();
        rows.filter(col(FeedReader.ROW).isNotNull())
                .groupBy(FeedReader.FILE)
                .count()
                .collectAsList()
                .forEach(row -> read.put(row.getString(0), row.getLong(1)));
        return ParquetFiles.reconcile(facts, read);
    }

    /** Why a batch is blocked for a source that needs these columns; empty if it isn't. */
    Optional<QuarantineRows.Reason> blocks(String batch, Set<String> needed) {
        Optional<QuarantineRows.Reason> broken = files.stream()
                .filter(file -> file.batch().equals(batch) && file.fault() != null)
                .map(file -> new QuarantineRows.Reason("file", null, "file " + file.path() + ": " + file.fault()))
                .findFirst();
        return broken.or(() -> wrongTypes.stream()
                .filter(wrong -> wrong.batch().equals(batch) && needed.contains(wrong.column()))
                .map(wrong -> new QuarantineRows.Reason(Fields.TYPE, wrong.column(), wrong.reason()))
                .findFirst());
    }

    /** Data rows of a batch, as far as they could be read. */
    long rows(String batch) {
        return files.stream()
                .filter(file -> file.batch().equals(batch))
                .mapToLong(FileFacts::rows)
                .sum();
    }

    private static List<WrongType> wrongTypes(Dataset<Row> rows, Map<String, ColumnType> columns) {
        Map<String, Map<String, Row>> suspects = suspects(rows);
        if (suspects.isEmpty()) {
            return List.of();
        }
        Map<String, Map<String, Long>> given = given(rows, suspects, List.copyOf(columns.keySet()));
        List<WrongType> wrong = new ArrayList<>();
        suspects.forEach((batch, byColumn) -> byColumn.forEach((column, fault) -> {
            if (fault.getLong(2) == given.get(batch).get(column)) {
                wrong.add(new WrongType(
                        batch,
                        column,
                        "column " + column + " is not of type " + columns.get(column) + " in any of its "
                                + fault.getLong(2) + " values: e.g. " + fault.getString(3)));
            }
        }));
        return wrong;
    }

    /** Batch and column to (batch, column, rows, message) where at least two values are not of their type. */
    private static Map<String, Map<String, Row>> suspects(Dataset<Row> rows) {
        Map<String, Map<String, Row>> suspects = new LinkedHashMap<>();
        rows.filter(col(Fields.FAULTS).isNotNull())
                .select(col(FeedReader.BATCH), explode(col(Fields.FAULTS)).as("fault"))
                .filter(col("fault.check_name").equalTo(Fields.TYPE))
                .groupBy(col(FeedReader.BATCH), col("fault.column_name"))
                .agg(count(lit(1)).as("n"), min(col("fault.message")).as("message"))
                .filter("n >= 2")
                .collectAsList()
                .forEach(row -> suspects.computeIfAbsent(row.getString(0), batch -> new LinkedHashMap<>())
                        .put(row.getString(1), row));
        return suspects;
    }

    /** How many values the suspect columns have at all. */
    private static Map<String, Map<String, Long>> given(
            Dataset<Row> rows, Map<String, Map<String, Row>> suspects, List<String> columns) {
        List<String> suspected = columns.stream()
                .filter(column -> suspects.values().stream().anyMatch(byColumn -> byColumn.containsKey(column)))
                .toList();
        Column[] counts = suspected.stream()
                .map(column -> count(expr("get(" + FeedReader.VALUES + ", " + columns.indexOf(column) + ")")))
                .toArray(Column[]::new);
        Map<String, Map<String, Long>> given = new HashMap<>();
        rows.filter(col(FeedReader.MALFORMED).isNull().and(col(FeedReader.ROW).isNotNull()))
                .filter(col(FeedReader.BATCH).isin(suspects.keySet().toArray()))
                .groupBy(FeedReader.BATCH)
                .agg(lit(0).as("none"), counts)
                .collectAsList()
                .forEach(row -> {
                    Map<String, Long> byColumn = new HashMap<>();
                    for (int i = 0; i < suspected.size(); i++) {
                        byColumn.put(suspected.get(i), row.getLong(i + 2));
                    }
                    given.put(row.getString(0), byColumn);
                });
        return given;
    }
}

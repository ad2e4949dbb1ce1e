package io.penstock.features.ingest;

import io.penstock.base.ColumnType;
import io.penstock.base.Location;
import io.penstock.base.Run;
import io.penstock.base.RunId;
import io.penstock.base.Sql;
import io.penstock.features.About;
import io.penstock.features.Batching;
import io.penstock.features.Feed;
import io.penstock.features.Files;
import io.penstock.features.Format;
import io.penstock.features.Lookup;
import io.penstock.features.Mode;
import io.penstock.features.Source;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.validation.Check;
import io.penstock.validation.CheckSuite;
import io.penstock.validation.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A small project in a folder of its own: readings of sensors, a file a UTC day, one source unless more are added. */
final class Project {
    static final SparkSession SPARK = LocalSpark.session();

    final Path folder;
    final Lake lake;
    private final List<Source> sources = new ArrayList<>();
    private Feed feed;

    Project(Path folder) {
        this.folder = folder;
        this.lake = Lake.at(SPARK, folder.resolve("lake").toString());
        this.feed = feed(Format.CSV, "data/{batch}.csv", Map.of());
    }

    /** The feed: id int, sensor, value double, at timestamp; key id. */
    static Feed feed(Format format, String path, Map<String, Sql> select) {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        columns.put("id", new ColumnType("int"));
        columns.put("sensor", new ColumnType("string"));
        columns.put("value", new ColumnType("double"));
        columns.put("at", new ColumnType("timestamp"));
        return new Feed(
                "readings",
                Location.NONE,
                about(),
                new Files(path, format, List.of("NA")),
                Optional.of(new Batching(
                        Duration.ofDays(1),
                        ZoneId.of("UTC"),
                        Duration.ofHours(6),
                        Optional.empty(),
                        LocalDate.of(2024, 1, 1))),
                ZoneId.of("UTC"),
                false,
                columns,
                List.of(),
                Map.of(),
                select,
                List.of("id"));
    }

    Project with(Feed other) {
        feed = other;
        return this;
    }

    Project withLookup(Lookup lookup, Map<String, Sql> let, Map<String, Sql> select) {
        return with(new Feed(
                feed.name(),
                feed.at(),
                feed.about(),
                feed.files(),
                feed.batch(),
                feed.timezone(),
                feed.replay(),
                feed.columns(),
                List.of(lookup),
                let,
                select,
                feed.key()));
    }

    Project in(ZoneId zone) {
        return with(new Feed(
                feed.name(),
                feed.at(),
                feed.about(),
                feed.files(),
                feed.batch(),
                zone,
                feed.replay(),
                feed.columns(),
                feed.lookups(),
                feed.let(),
                feed.select(),
                feed.key()));
    }

    Feed feed() {
        return feed;
    }

    Project with(Source source) {
        sources.add(source);
        return this;
    }

    static Source source(String name, List<String> columns, String where, String event, Check... checks) {
        return source(name, columns, where, event, null, Mode.KEYED, checks);
    }

    static Source source(
            String name, List<String> columns, String where, String event, String created, Mode mode, Check... checks) {
        return new Source(
                name,
                Location.NONE,
                about(),
                "readings",
                columns,
                Optional.ofNullable(where).map(Sql::of),
                Optional.ofNullable(event).map(Sql::of),
                Optional.ofNullable(created).map(Sql::of),
                mode,
                false,
                List.of(),
                new CheckSuite(List.of(checks)));
    }

    Project file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Project file(String path, byte[] bytes) {
        try {
            Path at = folder.resolve(path);
            java.nio.file.Files.createDirectories(at.getParent());
            java.nio.file.Files.write(at, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project remove(String path) {
        try {
            java.nio.file.Files.delete(folder.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    IngestOutcome ingest(String... batches) {
        return ingest(run(), batches);
    }

    IngestOutcome ingest(Run run, String... batches) {
        List<Source> all = sources.isEmpty()
                ? List.of(source("readings", List.of("id", "sensor", "value", "at"), null, "at"))
                : sources;
        return new Ingestion(SPARK).run(lake, folder, feed, all, List.of(batches), run);
    }

    /** The outcome of one batch in the first source. */
    BatchOutcome ingestOne(String batch) {
        return ingest(batch).sources().get(0).batches().get(0);
    }

    static Run run() {
        return new Run(RunId.create(), "ingest", "test", Instant.now());
    }

    List<Row> published(String source, String... columns) {
        return rows("sources/" + source, columns);
    }

    List<Row> quarantined(String source, String... columns) {
        return rows("quarantine/" + source, columns);
    }

    private List<Row> rows(String table, String... columns) {
        return lake.read(lake.at(table))
                .selectExpr(columns)
                .orderBy("batch", "file", "row_number")
                .collectAsList();
    }

    List<Row> records(MetaTable table, String condition, String... columns) {
        return lake.readRecords(table)
                .filter(condition)
                .selectExpr(columns)
                .distinct()
                .collectAsList();
    }

    private static About about() {
        return new About(Optional.empty(), Optional.empty(), List.of());
    }
}

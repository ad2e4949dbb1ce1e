package io.penstock.features.ingest;

import static io.penstock.features.ingest.BatchStatus.BLOCKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.features.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherFormatsTest {
    private static final String DAY = "2024-03-01";
    private static final String AT = "\"at\": \"2024-03-01T10:00:00Z\"";

    @TempDir
    private Path folder;

    @Test
    void jsonLinesAreReadByNameAndABrokenLineIsMalformed() {
        Project project = new Project(folder)
                .with(Project.feed(Format.JSONL, "data/{batch}.jsonl", Map.of()))
                .file(
                        "data/2024-03-01.jsonl",
                        "{\"id\": 1, \"sensor\": \"a\", \"value\": 1.50, " + AT + "}\n\n"
                                + "{" + AT + ", \"id\": 2, \"extra\": {\"b\": [1, 2.0]}}\n"
                                + "{\"id\": 3, \n"
                                + "{\"id\": \"four\", \"value\": 1e3, \"extra\": true, " + AT + "}\n");

        BatchOutcome outcome = project.ingestOne(DAY);

        assertThat(outcome.counts()).isEqualTo(new Counts(4, 2, 2, 0, 0));
        assertThat(outcome.warnings())
                .containsExactly(
                        "columns: file data/2024-03-01.jsonl has columns that the feed does not declare: extra");
        assertThat(project.published("readings", "id", "sensor", "value"))
                .containsExactly(RowFactory.create(1, "a", 1.5), RowFactory.create(2, null, null));
        assertThat(project.quarantined("readings", "raw", "reasons[0].message"))
                .containsExactly(
                        RowFactory.create("{\"fields\":[\"{\\\"id\\\": 3, \"]}", "the line is not one JSON object"),
                        RowFactory.create(
                                "{\"id\":\"four\",\"sensor\":null,\"value\":\"1e3\",\"at\":\"2024-03-01T10:00:00Z\",\"extra\":\"true\"}",
                                "'four' is not of type int"));
    }

    @Test
    void parquetIsReadWithItsTypesAndBrokenFilesBlockTheirBatchesAlone() throws IOException {
        Path whole = parquet(
                "whole",
                "select 1 as id, 'a' as sensor, 0.1D as value, timestamp'2024-03-02 10:00:00.123456' as at, 7 as more");
        Path narrow = parquet("narrow", "select 1 as id, 'a' as sensor, timestamp'2024-03-03 10:00:00' as at");
        Project project = new Project(folder)
                .with(Project.feed(Format.PARQUET, "data/{batch}.parquet", Map.of()))
                .file("data/2024-03-01.parquet", Arrays.copyOf(Files.readAllBytes(whole), 600))
                .file("data/2024-03-02.parquet", Files.readAllBytes(whole))
                .file("data/2024-03-03.parquet", Files.readAllBytes(narrow));

        List<BatchOutcome> outcomes =
                project.ingest(DAY, "2024-03-02", "2024-03-03").sources().get(0).batches();

        assertThat(outcomes.get(0).status()).isEqualTo(BLOCKED);
        assertThat(outcomes.get(0).reasons().get(0))
                .startsWith("file data/2024-03-01.parquet: it is no Parquet file, or cut off or corrupt: ");
        assertThat(outcomes.get(1).counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
        assertThat(project.published("readings", "id", "sensor", "value", "cast(at as string)", "file", "row_number"))
                .containsExactly(
                        RowFactory.create(1, "a", 0.1, "2024-03-02 10:00:00.123456", "data/2024-03-02.parquet", 1L));
        assertThat(outcomes.get(2).counts()).isEqualTo(new Counts(1, 0, 0, 0, 1));
        assertThat(outcomes.get(2).reasons())
                .containsExactly("file data/2024-03-03.parquet: column value is missing; it has id, sensor, at");
    }

    @Test
    void parquetTypesThatSparkCannotReadBlockTheirBatchWithTheColumnAndWhatToWrite() throws IOException {
        Project project = new Project(folder)
                .with(Project.feed(Format.PARQUET, "data/{batch}.parquet", Map.of()))
                .file("data/2024-03-01.parquet", Files.readAllBytes(oneLong("nanos", "at", "TIMESTAMP(NANOS,true)")))
                .file("data/2024-03-02.parquet", Files.readAllBytes(oneLong("clock", "value", "TIME(MICROS,true)")));

        List<BatchOutcome> outcomes =
                project.ingest(DAY, "2024-03-02").sources().get(0).batches();

        assertThat(outcomes.get(0).status()).isEqualTo(BLOCKED);
        assertThat(outcomes.get(0).reasons())
                .containsExactly(
                        "file data/2024-03-01.parquet: column at is TIMESTAMP(NANOS,true), which Spark cannot read;"
                                + " write it in microseconds: TIMESTAMP(MICROS,true)");
        assertThat(outcomes.get(1).reasons())
                .containsExactly(
                        "file data/2024-03-02.parquet: column value is TIME(MICROS,true), which Spark cannot read;"
                                + " write it as a number or a text");
    }

    private Path oneLong(String name, String column, String type) throws IOException {
        Path file = folder.resolve(name + ".parquet");
        MessageType schema =
                MessageTypeParser.parseMessageType("message rows { required int64 " + column + " (" + type + "); }");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                .withType(schema)
                .build()) {
            writer.write(new SimpleGroupFactory(schema).newGroup().append(column, 1_704_103_200_000_000_001L));
        }
        return file;
    }

    private Path parquet(String name, String query) throws IOException {
        Path made = folder.resolve(name);
        Project.SPARK.sql(query).coalesce(1).write().parquet(made.toString());
        try (var files = Files.list(made)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

package io.penstock.features.ingest;

import static io.penstock.features.ingest.BatchStatus.BLOCKED;
import static io.penstock.features.ingest.BatchStatus.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.penstock.base.ColumnType;
import io.penstock.base.Location;
import io.penstock.base.Sql;
import io.penstock.base.UserError;
import io.penstock.features.Format;
import io.penstock.features.Lookup;
import io.penstock.features.Mode;
import io.penstock.validation.Complete;
import io.penstock.validation.RowCount;
import io.penstock.validation.Severity;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManySourcesTest {
    private static final String DAY = "2024-03-01";
    private static final String FILE = "data/2024-03-01.csv";
    private static final String HEADER = "id,sensor,value,at\n";

    @TempDir
    private Path folder;

    @Test
    void faultOfAColumnRefusesRowsOnlyOfTheSourcesThatRestOnIt() {
        Project project = new Project(folder)
                .with(Project.feed(Format.CSV, "data/{batch}.csv", Map.of("doubled", Sql.of("value * 2"))))
                .with(Project.source("plain", List.of("id", "sensor"), null, "at"))
                .with(Project.source("computed", List.of("id", "doubled"), null, "at"))
                .with(Project.source("chosen", List.of("id"), "doubled > 1", "at"))
                .file(
                        FILE,
                        HEADER
                                + "1,a,x,2024-03-01 10:00:00\n2,a,1.5,2024-03-01 10:00:00\n3,a,0.1,2024-03-01 10:00:00\n");

        IngestOutcome outcome = project.ingest(DAY);

        assertThat(outcome.sources())
                .extracting(SourceOutcome::source, SourceOutcome::counts)
                .containsExactly(
                        tuple("plain", new Counts(3, 3, 0, 0, 0)),
                        tuple("computed", new Counts(3, 2, 1, 0, 0)),
                        tuple("chosen", new Counts(3, 1, 1, 1, 0)));
    }

    @Test
    void expressionThatFailsInARowRefusesThatRow() {
        Map<String, Sql> select = new LinkedHashMap<>();
        select.put("inverse", Sql.of("100 div int(value)"));
        select.put("inverse_and_one", Sql.of("100 div int(value) + 1"));
        Project project = new Project(folder)
                .with(Project.feed(Format.CSV, "data/{batch}.csv", select))
                .with(Project.source("computed", List.of("id", "inverse", "inverse_and_one"), null, "at"))
                .file(FILE, HEADER + "1,a,0,2024-03-01 10:00:00\n2,a,50,2024-03-01 10:00:00\n");

        assertThat(project.ingestOne(DAY).counts()).isEqualTo(new Counts(2, 1, 1, 0, 0));
        assertThat(project.quarantined("computed", "reasons")).first().satisfies(row -> assertThat(row.getList(0))
                .containsExactly(
                        RowFactory.create("expression", "inverse", "cannot be computed here: 100 div int(value)"),
                        RowFactory.create(
                                "expression", "inverse_and_one", "cannot be computed here: 100 div int(value) + 1")));
    }

    @Test
    void rowsWithoutTheirTimesOrOutsideOfTheirBatchOrFromTheFutureAreRefused() {
        Project project = new Project(folder)
                .with(Project.source(
                        "timed",
                        List.of("id"),
                        null,
                        "at",
                        "case when sensor = 'late' then at + interval 3 days when sensor = 'never' then null else at end",
                        Mode.KEYED))
                .file(
                        FILE,
                        HEADER + "1,a,1,2024-03-01 00:00:00\n" + "2,a,1,2024-02-29 23:59:59\n"
                                + "3,a,1,2024-03-02 05:59:59\n" + "4,a,1,2024-03-02 06:00:00\n" + "5,a,1,\n"
                                + "6,late,1,2024-03-01 10:00:00\n" + "7,never,1,2024-03-01 10:00:00\n"
                                + ",a,1,2024-03-01 10:00:00\n");

        assertThat(project.ingestOne(DAY).counts()).isEqualTo(new Counts(8, 2, 6, 0, 0));
        assertThat(project.quarantined(
                        "timed",
                        "row_number",
                        "concat_ws(' ', transform(reasons, r -> r.check_name))",
                        "reasons[0].message"))
                .containsExactly(
                        RowFactory.create(
                                2L,
                                "batch_span",
                                "2024-02-29T23:59:59Z lies outside of its batch: 2024-03-01T00:00:00Z to before 2024-03-02T06:00:00Z"),
                        RowFactory.create(
                                4L,
                                "batch_span",
                                "2024-03-02T06:00:00Z lies outside of its batch: 2024-03-01T00:00:00Z to before 2024-03-02T06:00:00Z"),
                        RowFactory.create(5L, "event_timestamp created_timestamp", "is null"),
                        RowFactory.create(
                                6L,
                                "as_of",
                                "2024-03-04T10:00:00Z is from the future: the batch is as of 2024-03-02T06:00:00Z"),
                        RowFactory.create(7L, "created_timestamp", "is null"),
                        RowFactory.create(8L, "key", "is null and part of the key"));
    }

    @Test
    void correctionInTheSameBatchIsNoDouble() {
        Project project = new Project(folder)
                .with(Project.source(
                        "known",
                        List.of("id", "value"),
                        null,
                        "at",
                        "at + make_interval(0,0,0,0,int(value))",
                        Mode.KEYED))
                .file(FILE, HEADER + "1,a,1,2024-03-01 10:00:00\n1,a,2,2024-03-01 10:00:00\n");

        assertThat(project.ingestOne(DAY).counts()).isEqualTo(new Counts(2, 2, 0, 0, 0));
    }

    @Test
    void appendSourceTakesEqualRowsAndNullKeys() {
        Project project = new Project(folder)
                .with(Project.source("all", List.of("id", "value"), null, "at", null, Mode.APPEND))
                .file(
                        FILE,
                        HEADER + "1,a,1,2024-03-01 10:00:00\n1,a,1,2024-03-01 10:00:00\n,a,1,2024-03-01 10:00:00\n");

        assertThat(project.ingestOne(DAY).counts()).isEqualTo(new Counts(3, 3, 0, 0, 0));
    }

    @Test
    void failedTableCheckBlocksOneSourceAndQuarantinesItsGoodRowsWithThatReason() {
        Project project = new Project(folder)
                .with(Project.source(
                        "few",
                        List.of("id"),
                        "value > 0",
                        "at",
                        new Complete("complete(sensor)", "sensor", Optional.empty(), Severity.ERROR, Location.NONE),
                        new RowCount(
                                "row_count",
                                Optional.of(2L),
                                Optional.empty(),
                                Optional.empty(),
                                Severity.ERROR,
                                Location.NONE)))
                .with(Project.source("other", List.of("id"), null, "at"))
                .file(
                        FILE,
                        HEADER + "1,a,1,2024-03-01 10:00:00\n2,,1,2024-03-01 10:00:00\n3,a,-1,2024-03-01 10:00:00\n");

        IngestOutcome outcome = project.ingest(DAY);

        BatchOutcome few = outcome.sources().get(0).batches().get(0);
        assertThat(few.status()).isEqualTo(BLOCKED);
        assertThat(few.counts()).isEqualTo(new Counts(3, 0, 1, 1, 1));
        assertThat(outcome.sources().get(1).batches().get(0).status()).isEqualTo(OK);
        assertThat(project.quarantined("few", "row_number", "concat_ws(' ', transform(reasons, r -> r.check_name))"))
                .containsExactly(RowFactory.create(1L, "row_count"), RowFactory.create(2L, "complete(sensor)"));
        assertThat(project.lake.latest("sources/few")).isEmpty();
    }

    @Test
    void lookupJoinsByItsKeyAndAnUnknownKeyGivesNull() {
        Project project = new Project(folder)
                .withLookup(
                        lookup(),
                        Map.of("zone", Sql.of("coalesce(place, 'nowhere')")),
                        Map.of("shown", Sql.of("upper(zone)")))
                .with(Project.source("placed", List.of("id", "shown"), null, "at"))
                .file("data/sensors.csv", "code,place\na,hall\nb,\n")
                .file(
                        FILE,
                        HEADER
                                + "1,a,1,2024-03-01 10:00:00\n2,b,1,2024-03-01 10:00:00\n3,c,1,2024-03-01 10:00:00\n4,,1,2024-03-01 10:00:00\n");

        assertThat(project.ingestOne(DAY).counts()).isEqualTo(new Counts(4, 4, 0, 0, 0));
        assertThat(project.published("placed", "shown"))
                .containsExactly(
                        RowFactory.create("HALL"),
                        RowFactory.create("NOWHERE"),
                        RowFactory.create("NOWHERE"),
                        RowFactory.create("NOWHERE"));
    }

    @Test
    void changedLookupTakesTheBatchAnew() {
        Project project = new Project(folder)
                .withLookup(lookup(), Map.of(), Map.of("shown", Sql.of("place")))
                .with(Project.source("placed", List.of("id", "shown"), null, "at"))
                .file("data/sensors.csv", "code,place\na,hall\n")
                .file(FILE, HEADER + "1,a,1,2024-03-01 10:00:00\n");
        project.ingest(DAY);
        project.file("data/sensors.csv", "code,place\na,roof\n");

        assertThat(project.ingestOne(DAY).status()).isEqualTo(OK);
        assertThat(project.published("placed", "shown")).containsExactly(RowFactory.create("roof"));
    }

    @Test
    void lookupWithADoubledKeyIsRefusedWithThatKey() {
        Project project = new Project(folder)
                .withLookup(lookup(), Map.of(), Map.of())
                .file("data/sensors.csv", "code,place\na,hall\nb,roof\na,roof\n")
                .file(FILE, HEADER + "1,a,1,2024-03-01 10:00:00\n");

        assertThatThrownBy(() -> project.ingest(DAY))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "lookup sensors of feed readings ((no file)): file data/sensors.csv, row 3: key code = a stands there"
                                + " twice; a lookup needs a unique key");
    }

    @Test
    void naiveTimesAreClocksOfTheFeedsZoneAlsoAcrossTheChange() {
        Project project = new Project(folder)
                .in(ZoneId.of("America/New_York"))
                .file(
                        "data/2024-03-10.csv",
                        HEADER + "1,a,1,2024-03-10 01:59:00\n2,a,1,2024-03-10 03:00:00\n3,a,1,2024-03-10T07:00:00Z\n"
                                + "4,a,1,2024-03-10T03:00:00-04:00\n");

        project.ingest("2024-03-10");

        assertThat(project.published("readings", "cast(event_timestamp as string)"))
                .containsExactly(
                        RowFactory.create("2024-03-10 06:59:00"),
                        RowFactory.create("2024-03-10 07:00:00"),
                        RowFactory.create("2024-03-10 07:00:00"),
                        RowFactory.create("2024-03-10 07:00:00"));
    }

    private static Lookup lookup() {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        columns.put("code", new ColumnType("string"));
        columns.put("place", new ColumnType("string"));
        return new Lookup("sensors", "data/sensors.csv", Format.CSV, columns, List.of(), "code", "sensor");
    }
}

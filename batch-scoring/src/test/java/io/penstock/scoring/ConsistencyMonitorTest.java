package io.penstock.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Verdict;
import io.penstock.features.Catalog;
import io.penstock.features.FeatureView;
import io.penstock.features.KeySample;
import io.penstock.features.Materialization;
import io.penstock.features.OnlineSetting;
import io.penstock.features.OnlineStore;
import io.penstock.lake.MetaTable;
import io.penstock.training.Response;
import io.penstock.validation.consistency.Agreement;
import io.penstock.validation.consistency.Comparison;
import io.penstock.validation.consistency.Mismatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real SQLite store beside a real lake: what is well is said to be well, and each fault is found and named. */
class ConsistencyMonitorTest {
    private static final Duration WINDOW = Duration.ofHours(12);
    private static final FeatureView ACTIVITY = Rides.activity(WINDOW);
    private static final FeatureView CITIES = Rides.cities();
    private static final Catalog CATALOG = Rides.catalog(ACTIVITY, CITIES, Rides.exact());

    @TempDir
    static Path shared;

    private static Rides built;

    @TempDir
    Path folder;

    private Rides rides;
    private OnlineSetting online;

    @BeforeAll
    static void ingestAndBuild() {
        built = Rides.in(shared.resolve("lake"));
        built.ingest(17);
        built.build(CATALOG, ACTIVITY, Rides.FIRST, Rides.SECOND);
    }

    @BeforeEach
    void copy() throws IOException {
        rides = built.copyTo(folder.resolve("lake"));
        online = new OnlineSetting.Sqlite(folder.resolve("online.db").toString());
    }

    @Test
    void cleanStateWithNullEmptyAndStaleHasNoMismatchAndIsNotSaidTwice() {
        materialize(ACTIVITY, Rides.FIRST);
        materialize(ACTIVITY, Rides.SECOND);
        rides.build(CATALOG, CITIES, Rides.FIRST, Rides.FIRST);
        materialize(CITIES, Rides.FIRST);

        ConsistencyMonitor.Checked activity = check(CATALOG, ACTIVITY, Rides.SECOND);
        ConsistencyMonitor.Checked cities = check(CATALOG, CITIES, Rides.SECOND);
        ConsistencyMonitor.Checked again = check(CATALOG, ACTIVITY, Rides.SECOND);

        assertThat(activity.mismatched()).as(activity.outcome().toString()).isZero();
        assertThat(activity.features().get("fare_mean").compared()).isEqualTo(Rides.RIDERS);
        assertThat(activity.features().get("fare_mean").count(Agreement.BOTH_NULL))
                .as("r0 pays nothing, r1 is gone")
                .isGreaterThanOrEqualTo(2);
        assertThat(activity.outcome().reasons()).isEmpty();
        assertThat(cities.mismatched()).as(cities.outcome().toString()).isZero();
        assertThat(cities.outcome().reasons()).containsExactly("cities is stale: newest tick is 25h old, ttl 3h");
        assertThat(records("cities", ConsistencyMonitor.FRESHNESS).get(0).<String>getAs("verdict"))
                .isEqualTo("failed");
        assertThat(again.outcome().verdict()).isEqualTo(Verdict.NOTHING_TO_DO);
        assertThat(records("activity", "rides")).hasSize(1);
    }

    @Test
    void valueChangedByHandIsTampered() throws SQLException {
        materialize(ACTIVITY, Rides.SECOND);
        changeFareMean("r7", 4321.5);

        assertFault("fare_mean", "tampered value", "[r7]", 1, 4321.5);
    }

    @Test
    void valueChangedByOneUnitOfItsLastPlaceIsTampered() throws SQLException {
        materialize(ACTIVITY, Rides.SECOND);
        double mean = fareMean("r7");
        changeFareMean("r7", Math.nextUp(mean));

        assertFault("fare_mean", "tampered value", "[r7]", 1, Math.nextUp(mean));
    }

    @Test
    void valueThatPassedThroughAFloatIsOfPrecision() throws SQLException {
        materialize(ACTIVITY, Rides.SECOND);
        double mean = fareMean("r7");
        changeFareMean("r7", (float) mean);

        assertFault("fare_mean", "type or precision", "[r7]", 1, (double) (float) mean);
    }

    @Test
    void withheldTickIsStaleMaterialization() {
        materialize(ACTIVITY, Rides.FIRST);

        ConsistencyMonitor.Checked checked = check(CATALOG, ACTIVITY, Rides.SECOND);

        Comparison rides = checked.features().get("rides");
        assertThat(rides.mismatched()).isGreaterThan(20);
        assertThat(rides.causes()).containsOnlyKeys("stale materialization");
        assertThat(checked.outcome().reasons())
                .anySatisfy(reason -> assertThat(reason).startsWith("activity is stale: newest tick is 25h old"));
    }

    @Test
    void deletedKeyIsMissing() throws SQLException {
        materialize(ACTIVITY, Rides.SECOND);
        execute("DELETE FROM online WHERE key = 'r9'");

        assertFault("rides", "missing key", "[r9]", 1, 0L);
    }

    @Test
    void otherDefinitionIsNamed() {
        materialize(ACTIVITY, Rides.SECOND);
        FeatureView shorter = Rides.activity(Duration.ofHours(3));

        ConsistencyMonitor.Checked checked = check(Rides.catalog(shorter), shorter, Rides.SECOND);

        assertThat(checked.features().get("rides").mismatched()).isGreaterThan(20);
        assertThat(checked.features().get("rides").causes()).containsOnlyKeys("definition changed");
    }

    @Test
    void lateRowIsFoundThoughWhatIsOnlineIsWhatWasPublished() {
        materialize(ACTIVITY, Rides.SECOND);
        rides.ingestLate("r5", 12.5, Instant.parse("2013-03-02T20:00:00Z"));

        assertFault("rides", "late row", "[r5]", 1, null);
    }

    @Test
    void viewThatIsExactOrNotOnlineOrOfAnotherDayIsNotCompared() {
        materialize(ACTIVITY, Rides.SECOND);

        ConsistencyMonitor.Checked exact = check(CATALOG, Rides.exact(), Rides.SECOND);
        ConsistencyMonitor.Checked never = check(CATALOG, CITIES, Rides.SECOND);
        ConsistencyMonitor.Checked past = check(CATALOG, ACTIVITY, Rides.FIRST);

        assertThat(exact.outcome().verdict()).isEqualTo(Verdict.NOTHING_TO_DO);
        assertThat(exact.outcome().reasons())
                .containsExactly("view exactly is exact (it has no refresh), so it is never online");
        assertThat(never.outcome().reasons())
                .containsExactly("view cities was never put online: run `penstock materialize`");
        assertThat(past.outcome().reasons())
                .containsExactly("the online state of activity on 2013-03-01 is gone: the store holds tick"
                        + " 2013-03-02T23:00:00Z");
        assertThat(records("activity", ConsistencyMonitor.FRESHNESS).get(0).<String>getAs("verdict"))
                .isEqualTo("not_evaluated");
    }

    @Test
    void sampleHoldsAKeyOrNotWhereverItIsAsked() {
        materialize(ACTIVITY, Rides.SECOND);
        KeySample half = new KeySample(0.5);
        long expected = 0;
        for (int i = 0; i < Rides.RIDERS; i++) {
            expected += half.holds(List.of("r" + i)) ? 1 : 0;
        }

        try (OnlineStore store = OnlineStore.open(online)) {
            ConsistencyMonitor.Checked checked = new ConsistencyMonitor(rides.lake, CATALOG)
                    .check(ACTIVITY, store, half, Response.BLOCK, Rides.SECOND, rides.run("monitor"));

            assertThat(checked.features().get("rides").compared())
                    .isEqualTo(expected)
                    .isBetween(15L, 45L);
            assertThat(checked.mismatched()).isZero();
        }
    }

    private void assertFault(String feature, String cause, String key, int mismatched, Object served) {
        ConsistencyMonitor.Checked checked = check(CATALOG, ACTIVITY, Rides.SECOND);
        Comparison comparison = checked.features().get(feature);

        assertThat(comparison.mismatched()).as(checked.outcome().toString()).isEqualTo(mismatched);
        assertThat(comparison.cause()).contains(cause);
        Mismatch worst = comparison.worst().get(0);
        assertThat(worst.key()).isEqualTo(key);
        if (served != null) {
            assertThat(worst.online()).isEqualTo(served);
        }
        Row record = records("activity", feature).get(0);
        assertThat(record.<String>getAs("verdict")).isEqualTo("failed");
        assertThat(record.<String>getAs("cause")).isEqualTo(cause);
        assertThat(record.<String>getAs("worst_key")).isEqualTo(key);
        assertThat(record.<String>getAs("response")).isEqualTo("block");
        assertThat(record.<Double>getList(record.fieldIndex("worst_differences")).stream()
                        .findFirst()
                        .orElse(null))
                .isEqualTo(record.<Double>getAs("worst_difference"));
    }

    private ConsistencyMonitor.Checked check(Catalog catalog, FeatureView view, LocalDate date) {
        try (OnlineStore store = OnlineStore.open(online)) {
            return new ConsistencyMonitor(rides.lake, catalog)
                    .check(view, store, KeySample.ALL, Response.BLOCK, date, rides.run("monitor"));
        }
    }

    private void materialize(FeatureView view, LocalDate date) {
        assertThat(new Materialization(rides.lake, CATALOG, online)
                        .run(view, date, rides.run("materialize"))
                        .verdict())
                .isEqualTo(Verdict.OK);
    }

    private List<Row> records(String view, String feature) {
        return rides.lake
                .readRecords(MetaTable.CONSISTENCY)
                .where("view = '" + view + "' and feature = '" + feature + "'")
                .orderBy("run_id")
                .collectAsList();
    }

    private double fareMean(String rider) {
        try (OnlineStore store = OnlineStore.open(online)) {
            return (double) store.read("activity", Map.of("rider", rider))
                    .orElseThrow()
                    .values()
                    .get("fare_mean");
        }
    }

    /** Overwrites the eight bytes of the value in the packed row. */
    private void changeFareMean(String rider, double to) throws SQLException {
        byte[] old = ByteBuffer.allocate(8).putDouble(fareMean(rider)).array();
        try (Connection file = connect();
                PreparedStatement read = file.prepareStatement("SELECT value FROM online WHERE key = ?");
                PreparedStatement write = file.prepareStatement("UPDATE online SET value = ? WHERE key = ?")) {
            read.setString(1, rider);
            byte[] value;
            try (ResultSet found = read.executeQuery()) {
                value = found.getBytes(1);
            }
            int at = indexOf(value, old);
            assertThat(at).isPositive();
            ByteBuffer.wrap(value).putDouble(at, to);
            write.setBytes(1, value);
            write.setString(2, rider);
            assertThat(write.executeUpdate()).isEqualTo(1);
        }
    }

    private static int indexOf(byte[] value, byte[] part) {
        for (int at = 0; at + part.length <= value.length; at++) {
            if (ByteBuffer.wrap(value, at, part.length).equals(ByteBuffer.wrap(part))) {
                return at;
            }
        }
        return -1;
    }

    private void execute(String statement) throws SQLException {
        try (Connection file = connect();
                var change = file.createStatement()) {
            assertThat(change.executeUpdate(statement)).isEqualTo(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("online.db"));
    }
}

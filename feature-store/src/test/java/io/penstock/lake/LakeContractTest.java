package io.penstock.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.Fault;
import io.penstock.base.UserError;
import io.penstock.validation.LocalSpark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others hold on to: names and columns of tables, settings, what a layout and a name may be. */
class LakeContractTest {

    private static final Path GOLDEN = Path.of("src/test/resources/meta-tables.txt");

    @TempDir
    Path folder;

    @Test
    void theTablesOfRecordsAreThoseOfTheContractToTheLetter() throws IOException {
        String tables = Arrays.stream(MetaTable.values())
                        .map(table -> table.table() + ": " + table.schema().toDDL())
                        .collect(Collectors.joining("\n"))
                + "\nquarantine/<source>: " + Quarantine.SCHEMA.toDDL() + "\n";
        if (Boolean.getBoolean("update")) {
            Files.writeString(GOLDEN, tables);
        }
        assertThat(tables).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void theSharedTestSessionHasTheSettingsOfALake() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/local-spark.properties")) {
            properties.load(in);
        }
        Lake.settings().forEach((key, value) -> assertThat(properties).containsEntry(key, value));
    }

    @Test
    void aSessionThatWouldLoseCommitsIsRefused() {
        SparkSession unsafe = LocalSpark.session().newSession();
        unsafe.conf().set("spark.delta.logStore.file.impl", "io.delta.storage.LocalLogStore");
        assertThatThrownBy(() -> Lake.at(unsafe, folder.toString()))
                .isInstanceOf(UserError.class)
                .hasMessage("this Spark session cannot keep a lake safe: spark.delta.logStore.file.impl is"
                        + " io.delta.storage.LocalLogStore and must be io.penstock.lake.HardLinkLogStore");
    }

    @Test
    void namesOfTablesAreOneOfSevenKindsAndAName() {
        assertThat(TableName.of("features/origin_congestion__1a2b3c4d").value())
                .isEqualTo("features/origin_congestion__1a2b3c4d");
        for (String wrong :
                new String[] {"departures", "sources/", "sources/a/b", "raw/a", "sources/a b", "sources/.."}) {
            assertThatThrownBy(() -> TableName.of(wrong))
                    .isInstanceOf(UserError.class)
                    .hasMessage("no table can be named '" + wrong + "'; a table is one of sources/, quarantine/,"
                            + " features/, training_sets/, predictions/, monitoring/, meta/ and a name of letters,"
                            + " digits, _ and -, such as sources/departures");
        }
    }

    @Test
    void aLayoutThatCannotBeWrittenIsRefused() {
        StructType schema = new StructType().add("delay", DataTypes.DoubleType);
        assertRefused(schema, "date", "sources/x: partition column 'date' is not one of its columns delay");
        assertRefused(schema, "delay", "sources/x: partition column 'delay' is double; allowed are string and date");
        assertRefused(
                schema.add("a b", DataTypes.LongType),
                "delay",
                "sources/x: column name 'a b' cannot be stored; spaces and any of ,;{}()= are not allowed");
        assertThatThrownBy(() -> new Layout("sources/x", schema, Optional.empty()).withFilesPerSlice(0))
                .isInstanceOf(Fault.class)
                .hasMessage("sources/x: files per slice must be 1 or more, is 0");
    }

    private static void assertRefused(StructType schema, String partition, String message) {
        assertThatThrownBy(() -> new Layout("sources/x", schema, Optional.of(partition)))
                .isInstanceOf(Fault.class)
                .hasMessage(message);
    }
}

package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that a vacuum removed or that never were, times before there was anything, and values that have no place. */
class TimeTravelTest {
    @TempDir
    static Path temporary;

    private static ShopProject project;
    private static String refusedWhileNeeded;

    /** Version 1 of {@code features/sales} was the input of version 1 of a training set, and is removed. */
    @BeforeAll
    static void removeAVersion() throws IOException {
        project = ShopProject.built(temporary.resolve("shops"));
        freeze("mine", "2024-01-05T12:00:00Z", Exit.OK);
        project.batch(LocalDate.of(2024, 1, 5), 100);
        project.run(Exit.OK, "ingest", "orders", "--date", "2024-01-05");
        project.run(Exit.OK, "features", "sales", "--date", "2024-01-05");
        refusedWhileNeeded = project.run(Exit.USAGE, "vacuum", "features/sales", "--up-to", "1");
        freeze("mine", "2024-01-05T12:00:00Z", Exit.OK);
        project.run(Exit.OK, "vacuum", "features/sales", "--up-to", "1");
    }

    private static String freeze(String name, String moment, Exit expected) throws IOException {
        Path file = Files.writeString(temporary.resolve(name + ".csv"), "shop,moment\nS1," + moment + "\n");
        return project.run(
                expected,
                "training-set",
                "--spine",
                file.toString(),
                "--features",
                name.equals("mine") ? "sales:*" : "recent:*",
                "--name",
                name,
                "--date",
                "2024-01-05");
    }

    @Test
    void versionThatAVacuumRemovedIsRefusedWhereverItIsRead() {
        assertThat(refusedWhileNeeded).contains("features/sales@1 is needed by training_sets/mine as it stands");
        for (String[] command : new String[][] {
            {"show", "features/sales@1"},
            {"diff", "features/sales@1", "@2"},
            {"training-set", "--from-manifest", "training_sets/mine@1"}
        }) {
            assertThat(project.run(Exit.USAGE, command))
                    .contains(
                            "features/sales@1 cannot be read any more: a vacuum removed its files, or someone did by"
                                    + " hand (",
                            " is missing); read @2, which `penstock history features/sales` tells of, or build its"
                                    + " slices again");
        }
        assertThat(project.run(Exit.OK, "history", "features/sales")).contains("\n      1  ");
    }

    @Test
    void versionThatNeverWasIsRefusedWithThoseThereAre() {
        assertThat(project.run(Exit.USAGE, "show", "features/sales@99"))
                .contains("features/sales@99 was never written; features/sales has the versions 0 to 2");
        assertThat(project.run(Exit.USAGE, "show", "features/sales@2024-01-01"))
                .contains("\"features/sales@2024-01-01\" names no table version; write it as sources/departures@3");
    }

    @Test
    void optionsThatCannotBeAreRefusedBeforeAnythingRuns() {
        assertThat(project.run(Exit.USAGE, "show", "features/sales", "--limit", "-5"))
                .contains(
                        "'-5' is no whole number from 0 to 2147483647", "`penstock show --help` lists what is allowed")
                .doesNotContain("\tat ");
        assertThat(project.run(Exit.USAGE, "online", "get", "sales", "--at", "noon"))
                .contains("`penstock online get --help` lists what is allowed");
        assertThat(project.run(
                        Exit.USAGE, "features", "sales", "--date", "2024-01-05", "--result", temporary.toString()))
                .contains("the result file cannot be written to " + temporary
                        + ": it is a folder; name another by --result")
                .doesNotContain("features/sales ...", "\tat ");
        assertThat(project.run(
                        Exit.USAGE, "features", "sales", "--date", "2024-01-05", "--result", "nowhere://x/result.json"))
                .contains("the result file cannot be written to nowhere://x/result.json: No FileSystem for scheme")
                .doesNotContain("\tat ");
    }

    @Test
    void momentsBeforeTheFirstBatchSeeNothingAndOnesNobodyCanAskForAreRefused() throws IOException {
        assertThat(freeze("early", "2020-01-01T00:00:00Z", Exit.OK)).contains("recent.empty 1");
        assertThat(freeze("ancient", "0001-01-01T00:00:00Z", Exit.USAGE))
                .contains("column moment is 0001-01-01T00:00:00Z in a row of the frame; moments reach from"
                        + " 1970-01-01T00:00:00Z to 2112-09-17T23:53:47.370494Z");
        assertThat(project.run(Exit.USAGE, "features", "sales", "--date", "0001-01-01"))
                .contains("days 0001-01-01 cannot be computed; ticks reach from 1970-01-01T00:00:00Z");
        assertThat(project.run(Exit.BLOCKED, "features", "sales", "--date", "9999-12-31"))
                .contains("input incomplete: sources/orders/9999-12-30 (never ingested)");
        assertThat(project.run(Exit.USAGE, "preview", "sales", "--at", "0001-01-01T00:00:00Z"))
                .contains("source orders starts at 2024-01-01T00:00:00Z, so there is nothing to see");
    }

    @Test
    void valueThatATaskCannotComputeIsTheUsersToFix() throws IOException {
        Path view = project.folder().resolve("features/big.yaml");
        try {
            big("9223372036854775807L");
            assertThat(project.run(Exit.USAGE, "features", "big", "--date", "2024-01-03"))
                    .contains("penstock: feature big.n: a sum does not fit into a bigint (it is ")
                    .contains("); sum double(...) of the column instead")
                    .doesNotContain("the engine failed");
            big("(id + 1) * 9223372036854775807L");
            assertThat(project.run(Exit.USAGE, "features", "big", "--date", "2024-01-03"))
                    .contains("penstock: an expression of a definition cannot be computed over a row, change it:"
                            + " [ARITHMETIC_OVERFLOW] long overflow.")
                    .contains("(id + 1) * 9223372036854775807L")
                    .doesNotContain("spark.sql.ansi.enabled");
        } finally {
            Files.deleteIfExists(view);
        }
    }

    private static void big(String sum) throws IOException {
        project.file(
                "features/big.yaml",
                "feature_view: big\nentity: shop\nsource: orders\nrefresh: 6h\nfeatures: {n: {sum: \"" + sum
                        + "\", window: 2d}}\n");
    }
}

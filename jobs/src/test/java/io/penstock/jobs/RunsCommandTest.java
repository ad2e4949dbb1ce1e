package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.lake.MetaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
    @TempDir
    Path temporary;

    @Test
    void aRunThatFailedIsKeptWithItsReason() throws IOException {
        ShopProject project = ShopProject.built(temporary.resolve("shops"));
        project.run(Exit.USAGE, "features", "nobody", "--date", "2024-01-05");
        Path view = project.folder().resolve("features/sales.yaml");
        project.file("features/sales.yaml", Files.readString(view).replace("mean: price", "max: price"));
        deleteDataFiles(project.folder().resolve("lake/sources/orders"));
        project.run(Exit.USAGE, "features", "sales", "--date", "2024-01-05");

        List<String> runs = project.run(Exit.OK, "runs", "--limit", "2").lines().toList();

        assertThat(runs.get(1)).contains(" failed ", "sources/orders@1 cannot be read any more");
        assertThat(runs.get(2)).contains(" failed ", "nobody");
    }

    @Test
    void aRunThatFailedNamesWhatItHadPublishedBefore() throws IOException {
        ShopProject project = ShopProject.built(temporary.resolve("shops"));
        deleteDataFiles(project.folder().resolve("lake/sources/orders"));

        project.run(Exit.USAGE, "run", "--date", "2024-01-06");

        Row run = project.lake()
                .readRecords(MetaTable.RUNS)
                .where("verdict = 'failed'")
                .first();
        assertThat(run.<String>getList(run.fieldIndex("outputs"))).contains("sources/orders@2", "sources/returns@2");
        assertThat(run.<Long>getAs("rows_in")).isPositive();
    }

    private static void deleteDataFiles(Path table) throws IOException {
        try (Stream<Path> files = Files.walk(table)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".parquet")).toList()) {
                Files.delete(file);
            }
        }
    }
}

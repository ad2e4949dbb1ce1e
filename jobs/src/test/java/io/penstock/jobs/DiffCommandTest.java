package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    @TempDir
    static Path temporary;

    private static ShopProject project;
    private static long sales;
    private static long orders;

    @BeforeAll
    static void correct() throws IOException {
        project = ShopProject.built(temporary.resolve("shops"));
        sales = project.lake().at("features/sales").version();
        orders = project.lake().at("sources/orders").version();
        project.batch(LocalDate.of(2024, 1, 5), 100);
        project.run(Exit.OK, "ingest", "--date", "2024-01-05");
        project.run(Exit.OK, "features", "sales", "--date", "2024-01-05");
    }

    @Test
    void rowsColumnsAndSlicesThatDifferAreToldByKey() {
        assertThat(project.run(Exit.OK, "diff", "features/sales@" + sales, "@" + (sales + 1)))
                .contains(
                        "features/sales@%d to features/sales@%d: 0 added, 0 removed, 12 changed; 1 slice read, 4 equal by their hashes"
                                .formatted(sales, sales + 1),
                        "slice       added  removed  changed\n2024-01-05      0        0       12\n",
                        "column  rows  greatest_change\nprice     12            100.0\n",
                        "changed  2024-01-05  S0    2024-01-05T18:00:00Z  price");
        assertThat(project.run(Exit.OK, "diff", "sources/orders@" + orders, "sources/orders@" + (orders + 1)))
                .contains("0 added, 0 removed, 16 changed", "changed  2024-01-05  500  price", "slice       added");
    }

    @Test
    void programsReadTheSame() {
        Map<String, Object> json = Json.map(project.run(
                Exit.OK, "diff", "--output", "json", "--limit", "1", "features/sales@" + sales, "@" + (sales + 1)));

        assertThat(json)
                .containsEntry("table", "features/sales")
                .containsEntry("key", List.of("shop", "event_timestamp"))
                .containsEntry("changed", 12)
                .containsEntry("slices_equal", 4)
                .containsEntry(
                        "slices", List.of(Map.of("slice", "2024-01-05", "added", 0, "removed", 0, "changed", 12)))
                .containsEntry("columns", List.of(Map.of("column", "price", "rows", 12, "greatest_change", 100.0)));
        assertThat((List<?>) json.get("rows")).hasSize(1);
    }

    @Test
    void equalVersionsSaySo() {
        assertThat(project.run(Exit.OK, "diff", "features/sales@" + sales, "@" + sales))
                .endsWith(": 0 added, 0 removed, 0 changed; 0 slices read, 5 equal by their hashes\n");
    }

    @Test
    void versionsThatAreNotThereAndTablesThatAreTwoAreRefused() {
        assertThat(project.run(Exit.USAGE, "diff", "features/sales@" + sales, "@99"))
                .contains("features/sales@99 was never written; features/sales has the versions ");
        assertThat(project.run(Exit.USAGE, "diff", "features/sales@" + sales, "sources/orders@" + orders))
                .contains(" are versions of two tables; name two versions of one");
        assertThat(project.run(Exit.USAGE, "diff", "features/sale@1", "@2")).contains("did you mean features/sales?");
    }
}

package io.penstock.features.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileCsvTest {
    private static final String DAY = "2024-03-01";
    private static final String AT = ",0.5,2024-03-01 10:00:00";

    @TempDir
    private Path folder;

    @Test
    void whateverAFieldHoldsArrivesAsItStands() {
        String big = "x".repeat(1 << 20);
        String text = "\uFEFF\"id\",sensor,value,at\r\n"
                + "1,\"two\nlines\"" + AT + "\r\n"
                + "2,\"say \"\"hi\"\", he said\"" + AT + "\n"
                + "3,nul\u0000inside" + AT + "\n"
                + "\n"
                + "4," + big + AT + "\n"
                + "5,\uD83D\uDE00 \u00e9" + AT + "\n"
                + "6, spaces " + AT;
        Project project = new Project(folder).file("data/2024-03-01.csv", text);

        assertThat(project.ingestOne(DAY).counts()).isEqualTo(new Counts(6, 6, 0, 0, 0));
        assertThat(project.published("readings", "sensor", "row_number").stream()
                        .map(Row::mkString))
                .containsExactly(
                        "two\nlines1",
                        "say \"hi\", he said2",
                        "nul\u0000inside3",
                        big + "4",
                        "\uD83D\uDE00 \u00e95",
                        " spaces 6");
    }

    @Test
    void timesAndNumbersThatSparkWouldGuessAreRefused() {
        Project project = new Project(folder)
                .file(
                        "data/2024-03-01.csv",
                        "id,sensor,value,at\n1,a,0.5,12:30\n2,a,1d,2024-03-01 10:00:00\n3,a,-inf,2024-03-01 10:00:00\n"
                                + "4,a,0.5,2024-02-30 10:00:00\n99999999999,a,0.5,2024-03-01 10:00:00\n");

        assertThat(project.ingestOne(DAY).counts()).isEqualTo(new Counts(5, 1, 4, 0, 0));
        assertThat(project.quarantined("readings", "row_number", "reasons[0].column_name", "reasons[0].message"))
                .containsExactly(
                        RowFactory.create(1L, "at", "'12:30' is not of type timestamp"),
                        RowFactory.create(2L, "value", "'1d' is not of type double"),
                        RowFactory.create(4L, "at", "'2024-02-30 10:00:00' is not of type timestamp"),
                        RowFactory.create(5L, "id", "'99999999999' is not of type int"));
    }
}

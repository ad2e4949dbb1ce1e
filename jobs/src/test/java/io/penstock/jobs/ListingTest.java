package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.validation.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ListingTest {
    @Test
    void theLastColumnIsWholeOnOneLineAndThoseBeforeAreCut() {
        String long70 = "x".repeat(69) + "\n";

        Listing listing =
                new Listing(List.of("run", "reasons"), List.of(List.of(long70, long70 + "y"), List.of("a", "b")), "");

        assertThat(listing.text())
                .isEqualTo("run" + " ".repeat(57) + "  reasons\n"
                        + "x".repeat(57) + "...  " + "x".repeat(69) + " y\n"
                        + "a" + " ".repeat(59) + "  b\n");
    }

    @Test
    void separatorsAreForCountsAndNotForData() {
        Dataset<Row> frame = LocalSpark.session().sql("select 2004 as year, 12345L as n");

        assertThat(Listing.of(frame, 1).text()).isEqualTo("year  n\n2004  12345\n");
        assertThat(Listing.ofCounts(frame, 1).text()).isEqualTo("year   n\n2,004  12,345\n");
        assertThat(new Listing(List.of("rows"), List.of(List.of(12345L)), "").text())
                .isEqualTo("rows\n12,345\n");
    }
}

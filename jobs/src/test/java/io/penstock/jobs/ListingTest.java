package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}

package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.TableVersion;
import io.penstock.lake.Commit;
import io.penstock.lake.CommitRecord;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.validation.CheckSuite;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The table of a training set: one slice, replaced whole, its inputs pinned in its commit. */
record FrozenSet(Lake lake, String table) {

    private static final int SMALL_FILES = 16;
    private static final long ROWS_OF_SMALL = 50_000;
    private static final long ROWS_OF_LARGE = 1_000_000;

    FrozenSet {
        requireNonNull(lake, "lake");
        requireNonNull(table, "table");
    }

    /** The manifest of the newest one; that of optimize or vacuum is none. */
    Optional<CommitRecord> newest() {
        return lake.history(table).stream()
                .filter(commit -> commit.run().isPresent())
                .findFirst();
    }

    /** The newest version, if it was made of these pins. */
    Optional<TableVersion> madeOf(String pins) {
        return lake.latest(table)
                .filter(version -> Optional.ofNullable(lake.slices(version).get(Layout.WHOLE))
                        .filter(slice -> slice.pins().equals(pins))
                        .isPresent());
    }

    /** Gates and publishes the rows; {@code counts} holds their number as {@code rows}. */
    BuildOutcome publish(
            Dataset<Row> rows, CheckSuite suite, Instant asOf, Commit commit, SortedMap<String, Long> counts) {
        Product product = new Product(
                "training-set",
                new Layout(table, rows.schema(), Optional.empty()).withFilesPerSlice(files(counts.get("rows"))),
                List.of(Layout.WHOLE),
                suite,
                slice -> asOf);
        return product.publish(lake, rows, commit).outcome(commit.parents(), List.of(), counts);
    }

    /** Small files up to {@value #SMALL_FILES} of them, since training reads them many times; then large ones. */
    static int files(long rows) {
        return 1 + (int) Math.max(Math.min(rows / ROWS_OF_SMALL, SMALL_FILES - 1), rows / ROWS_OF_LARGE);
    }
}

package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.KillPoint;
import io.penstock.base.TableVersion;
import io.penstock.base.Verdict;
import io.penstock.lake.Commit;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.lake.Published;
import io.penstock.lake.Staged;
import io.penstock.validation.CheckSuite;
import io.penstock.validation.Gate;
import io.penstock.validation.GateReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Slices of a table on their way into the lake: staged, gated, recorded and published, each the same way.
 *
 * @param step the command that makes it, which names its places to be killed at in tests
 * @param asOf the instant at which a slice is judged
 */
public record Product(
        String step, Layout layout, List<String> slices, CheckSuite checks, Function<String, Instant> asOf) {

    public Product {
        requireNonNull(step, "step");
        requireNonNull(layout, "layout");
        slices = List.copyOf(slices);
        requireNonNull(checks, "checks");
        requireNonNull(asOf, "asOf");
    }

    /** Publishes the slices that pass; says of the others why they did not, and of all what was measured. */
    public Gated publish(Lake lake, Dataset<Row> rows, Commit commit) {
        try (Staged staged = lake.stage(layout, rows, slices)) {
            KillPoint.reached(step + ":staged");
            GateReport report = Gate.check(staged, checks, asOf);
            GateRecords.append(lake, commit.run().id(), report);
            KillPoint.reached(step + ":gated");
            Optional<Published> published = report.validated().map(validated -> lake.publish(validated, commit));
            KillPoint.reached(step + ":committed");
            return new Gated(report, published);
        }
    }

    /** What the gate said, and what was published of it. */
    public record Gated(GateReport report, Optional<Published> published) {

        /**
         * As the outcome of a step.
         *
         * @param leftOut why slices that were asked for were not built at all
         */
        public BuildOutcome outcome(List<TableVersion> inputs, List<String> leftOut, SortedMap<String, Long> counts) {
            List<String> reasons = new ArrayList<>();
            report.blocked().forEach((slice, why) -> reasons.add(label(slice) + String.join("; ", why)));
            reasons.addAll(leftOut);
            return new BuildOutcome(
                    report.table(),
                    verdict(reasons),
                    published.map(Published::version),
                    inputs,
                    passed(),
                    reasons,
                    counts);
        }

        private static String label(String slice) {
            return slice.equals(Layout.WHOLE) ? "" : slice + ": ";
        }

        private Verdict verdict(List<String> reasons) {
            if (!reasons.isEmpty()) {
                return Verdict.BLOCKED;
            }
            boolean committed =
                    published.map(version -> !version.changed().isEmpty()).orElse(false);
            return committed ? Verdict.OK : Verdict.NOTHING_TO_DO;
        }

        private SortedMap<String, Long> passed() {
            SortedMap<String, Long> rows = new TreeMap<>();
            report.contents().forEach((slice, content) -> {
                if (!report.blocked().containsKey(slice)) {
                    rows.put(slice, content.rows());
                }
            });
            return rows;
        }
    }
}

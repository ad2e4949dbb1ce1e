package io.penstock.jobs.report;

import io.penstock.base.Durations;
import io.penstock.base.Sql;
import io.penstock.features.Aggregate;
import io.penstock.features.Feature;
import io.penstock.features.FeatureView;
import io.penstock.lake.SliceRecord;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A view's definition in words, and its table as its commits tell. */
final class ViewReading {
    private ViewReading() {}

    static ViewFacts read(FeatureView view, Tables tables, CheckReading checks, FeatureBins bins) {
        return new ViewFacts(
                view.name(),
                view.about().description().orElse(""),
                view.entity(),
                view.source(),
                rhythm(view),
                tables.version(view.table()),
                days(tables, view.table()),
                view.features().stream()
                        .map(feature -> feature(feature, bins.of(view.name(), feature.name())))
                        .toList(),
                checks.of(view.table()));
    }

    /** Rows by day of a table whose slices are days. */
    static List<DayRows> days(Tables tables, String table) {
        return tables.slices(table).values().stream()
                .sorted(Comparator.comparing(SliceRecord::slice))
                .map(slice -> new DayRows(LocalDate.parse(slice.slice()), slice.rows()))
                .toList();
    }

    private static String rhythm(FeatureView view) {
        if (!view.isPublished()) {
            return "exact: computed when it is asked for";
        }
        String delay = view.publishDelay().isZero() ? "" : ", readable after " + Durations.print(view.publishDelay());
        String ttl =
                view.ttl().map(age -> ", stale after " + Durations.print(age)).orElse("");
        return "a tick every " + Durations.print(view.refresh().orElseThrow()) + delay + ttl;
    }

    private static FeatureFacts feature(Feature feature, Optional<BinFacts> bins) {
        String where =
                feature.where().map(condition -> " where " + condition.text()).orElse("");
        return new FeatureFacts(
                feature.name(),
                words(feature.aggregate()) + where,
                feature.aggregate() instanceof Aggregate.Ratio
                        ? "that of its parts"
                        : feature.window().map(Durations::print).orElse("all of the past"),
                bins);
    }

    private static String words(Aggregate aggregate) {
        if (aggregate instanceof Aggregate.Ratio ratio) {
            return "ratio of " + ratio.of() + " to " + ratio.to();
        } else if (aggregate instanceof Aggregate.LastN last) {
            return "last " + last.n() + " of " + last.of();
        } else if (aggregate instanceof Aggregate.Quantile quantile) {
            return "quantile " + quantile.q().toPlainString() + " of " + quantile.of();
        } else if (aggregate instanceof Aggregate.CountDistinct distinct) {
            return "count of different " + distinct.of();
        } else if (aggregate instanceof Aggregate.ApproxCountDistinct distinct) {
            return "estimated count of different " + distinct.of();
        }
        String name = aggregate.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return name + " of " + aggregate.input().map(Sql::text).orElse("rows");
    }
}

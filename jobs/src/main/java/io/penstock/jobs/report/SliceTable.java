package io.penstock.jobs.report;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A model's slices beside the whole.
 *
 * @param worse names of slices that are worse than all rows, interval and all together
 */
record SliceTable(Measure all, List<Line> lines, List<String> worse) {
    /** A slice with its picture; empty where it could not be measured. */
    record Line(SliceFacts slice, boolean first, boolean worse, Optional<SafeString> plot) {
        /** Share of positive rows, in words. */
        public String positiveShare() {
            return Format.percent((double) slice.positives() / slice.rows());
        }
    }

    static Optional<SliceTable> of(CardFacts card) {
        return card.tested("auc").filter(all -> !card.slices().isEmpty()).map(all -> of(card.slices(), all));
    }

    private static SliceTable of(List<SliceFacts> slices, Measure all) {
        List<Measure> shown =
                slices.stream().flatMap(slice -> slice.auc().stream()).toList();
        double low = ends(shown, all).min().orElse(0);
        double high = ends(shown, all).max().orElse(1);
        List<Line> lines = java.util.stream.IntStream.range(0, slices.size())
                .mapToObj(i -> line(
                        slices.get(i),
                        i == 0
                                || !slices.get(i - 1)
                                        .column()
                                        .equals(slices.get(i).column()),
                        all,
                        low,
                        high))
                .toList();
        List<String> worse = lines.stream()
                .filter(Line::worse)
                .map(line -> line.slice().column() + " " + line.slice().label())
                .toList();
        return new SliceTable(all, lines, worse);
    }

    private static Line line(SliceFacts slice, boolean first, Measure all, double low, double high) {
        return new Line(
                slice,
                first,
                slice.worseThan(all),
                slice.auc().map(measure -> IntervalPlot.between(low, high, measure, all)));
    }

    private static DoubleStream ends(List<Measure> shown, Measure all) {
        return DoubleStream.concat(
                DoubleStream.of(all.value()),
                shown.stream().flatMapToDouble(measure -> DoubleStream.of(measure.low(), measure.high())));
    }
}

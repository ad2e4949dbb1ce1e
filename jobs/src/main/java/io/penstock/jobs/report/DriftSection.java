package io.penstock.jobs.report;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What one model was watched for.
 *
 * @param window empty if it was never watched
 * @param shown columns that something is wrong with, or that could not be judged
 * @param well the others
 */
record DriftSection(String model, Optional<DriftWindow> window, Status status, List<Line> shown, List<Line> well) {
    private static final int MOVED = 5;

    /** A column with its pictures. */
    record Line(
            DriftColumn column,
            SafeString gauge,
            Optional<BinChart> bins,
            List<BinFacts.Moved> moved,
            Optional<DayChart> history) {
        private static Line of(DriftColumn column, double most) {
            List<DriftFacts> history = column.history();
            return new Line(
                    column,
                    ScoreGauge.of(column.worst(), most),
                    column.bins().map(bins -> BinChart.compared(column.name(), bins)),
                    column.bins().map(bins -> bins.moved(MOVED)).orElse(List.of()),
                    history.size() < 2 ? Optional.empty() : Optional.of(DriftLines.chart(column.name(), history)));
        }
    }

    static List<DriftSection> of(List<ModelFacts> models) {
        return models.stream().map(DriftSection::of).toList();
    }

    private static DriftSection of(ModelFacts model) {
        List<DriftColumn> columns = model.drift().map(DriftWindow::columns).orElse(List.of());
        List<Line> shown = new ArrayList<>();
        List<Line> well = new ArrayList<>();
        double most = most(columns);
        columns.forEach(column -> (column.status().tone() == Tone.OK ? well : shown).add(Line.of(column, most)));
        return new DriftSection(model.name(), model.drift(), status(model.drift()), shown, well);
    }

    /** Of those that something is wrong with, else of all: a bar at the right end may be longer than it shows. */
    private static double most(List<DriftColumn> columns) {
        boolean well = columns.stream().allMatch(column -> column.status().tone() == Tone.OK);
        return columns.stream()
                .filter(column -> well || column.status().tone() != Tone.OK)
                .map(DriftColumn::worst)
                .flatMapToDouble(worst -> DoubleStream.of(worst.score(), worst.floor(), worst.limit()))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
    }

    private static Status status(Optional<DriftWindow> window) {
        if (window.isEmpty()) {
            return new Status(Tone.QUIET, "not watched yet");
        }
        return Stream.of(Tone.BAD, Tone.WARN)
                .filter(tone -> !window.get().at(tone).isEmpty())
                .findFirst()
                .map(tone -> new Status(
                        tone,
                        window.get().at(tone).size() + " of "
                                + Format.plural(window.get().columns().size(), "column", "columns")
                                + (tone == Tone.BAD ? " drifted" : " to look at")))
                .orElseGet(() -> new Status(Tone.OK, "as in training"));
    }
}

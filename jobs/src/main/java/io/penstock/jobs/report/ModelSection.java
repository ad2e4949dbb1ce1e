package io.penstock.jobs.report;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** One model: its card, its pictures, its life, its predictions. */
record ModelSection(
        ModelFacts model,
        Optional<EventFacts> decision,
        Optional<CurveCharts> curves,
        List<MetricRow> metrics,
        List<GainRow> gains,
        Optional<SliceTable> slices,
        Optional<DayChart> rows,
        Optional<DayChart> scores,
        CheckTable checks) {
    private static final int GAINS = 15;
    private static final int MEASURED = 150;

    /** A metric of the splits side by side; texts, a dash where there is none. */
    record MetricRow(Measure test, String validation, String baseline, SafeString plot) {}

    /** An input's share of the gain. */
    record GainRow(GainFacts gain, SafeString bar) {}

    static List<ModelSection> of(List<ModelFacts> models) {
        return models.stream().map(ModelSection::of).toList();
    }

    private static ModelSection of(ModelFacts model) {
        Optional<CardFacts> card = model.card();
        return new ModelSection(
                model,
                card.flatMap(shown -> decision(model, shown)),
                card.flatMap(shown -> shown.curves().map(curves -> CurveCharts.of(shown, curves))),
                card.map(ModelSection::metrics).orElse(List.of()),
                card.map(ModelSection::gains).orElse(List.of()),
                card.flatMap(SliceTable::of),
                model.days().isEmpty() ? Optional.empty() : Optional.of(scored(model)),
                model.days().isEmpty() ? Optional.empty() : Optional.of(ScoreLines.chart(model.days())),
                CheckTable.of(model.checks()));
    }

    /** What was measured as of the newest date. */
    public List<PerformanceFacts> measured() {
        return model.performance().stream()
                .filter(one -> one.date().equals(measuredAt()))
                .toList();
    }

    /** What was measured as of earlier dates, the newest first. */
    public List<PerformanceFacts> measuredBefore() {
        List<PerformanceFacts> before = new ArrayList<>(model.performance().stream()
                .filter(one -> !one.date().equals(measuredAt()))
                .toList());
        Collections.reverse(before);
        return before.subList(0, Math.min(MEASURED, before.size()));
    }

    private LocalDate measuredAt() {
        return model.performance().get(model.performance().size() - 1).date();
    }

    /** The rest of the gain, of the inputs that the bars leave out. */
    public double otherGain() {
        return model.card().stream()
                .flatMap(card -> card.gains().stream().skip(GAINS))
                .mapToDouble(GainFacts::share)
                .sum();
    }

    public long otherInputs() {
        return model.card().stream()
                .mapToLong(card -> Math.max(0, card.gains().size() - GAINS))
                .sum();
    }

    private static Optional<EventFacts> decision(ModelFacts model, CardFacts card) {
        return model.events().stream()
                .filter(event -> event.version() == card.version() && event.decides())
                .findFirst();
    }

    private static List<MetricRow> metrics(CardFacts card) {
        List<Measure> validation =
                card.split("validation").map(SplitFacts::measures).orElse(List.of());
        return card.split("test").map(SplitFacts::measures).orElse(List.of()).stream()
                .map(test -> {
                    Optional<Measure> before = Measure.named(test.metric(), validation);
                    Optional<Measure> baseline = Measure.named(test.metric(), card.baseline());
                    return new MetricRow(test, value(before), value(baseline), IntervalPlot.of(test, before, baseline));
                })
                .toList();
    }

    private static String value(Optional<Measure> measure) {
        return measure.map(m -> Format.decimal(m.value())).orElse("–");
    }

    private static List<GainRow> gains(CardFacts card) {
        double largest =
                card.gains().stream().mapToDouble(GainFacts::share).max().orElse(1);
        return card.gains().stream()
                .limit(GAINS)
                .map(gain -> new GainRow(gain, ShareBar.of(gain.input(), gain.share(), largest)))
                .toList();
    }

    private static DayChart scored(ModelFacts model) {
        return RowsByDay.chart(
                "predictions/" + model.name(),
                model.days().stream()
                        .map(day -> new DayRows(day.day(), day.rows()))
                        .toList());
    }
}

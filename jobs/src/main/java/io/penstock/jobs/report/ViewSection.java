package io.penstock.jobs.report;

import java.util.List;
import java.util.Optional;

/** One view in the section of feature tables. */
record ViewSection(ViewFacts view, Optional<DayChart> chart, List<Line> features, CheckTable checks) {
    /** A feature with the distribution of its values. */
    record Line(FeatureFacts feature, Optional<BinChart> bins) {
        private static Line of(FeatureFacts feature) {
            return new Line(feature, feature.bins().map(bins -> BinChart.alone(feature.name(), bins)));
        }
    }

    static List<ViewSection> of(List<ViewFacts> views) {
        return views.stream()
                .map(view -> new ViewSection(
                        view,
                        view.days().isEmpty()
                                ? Optional.empty()
                                : Optional.of(RowsByDay.chart(view.name(), view.days())),
                        view.features().stream().map(Line::of).toList(),
                        CheckTable.of(view.checks())))
                .toList();
    }
}

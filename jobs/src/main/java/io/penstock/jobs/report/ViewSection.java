package io.penstock.jobs.report;

import java.util.List;
import java.util.Optional;

/** One view in the section of feature tables. */
record ViewSection(ViewFacts view, Optional<DayChart> chart, CheckTable checks) {
    static List<ViewSection> of(List<ViewFacts> views) {
        return views.stream()
                .map(view -> new ViewSection(
                        view,
                        view.days().isEmpty()
                                ? Optional.empty()
                                : Optional.of(RowsByDay.chart(view.name(), view.days())),
                        CheckTable.of(view.checks())))
                .toList();
    }
}

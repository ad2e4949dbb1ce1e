package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;

/**
 * The newest window in which a model was watched.
 *
 * @param date its last day
 * @param columns the worst first
 * @param windows how many there were, this one included
 */
record DriftWindow(LocalDate date, long modelVersion, long rows, long windows, List<DriftColumn> columns) {
    DriftWindow {
        requireNonNull(date, "date");
        columns = List.copyOf(columns);
    }

    List<DriftColumn> at(Tone tone) {
        return columns.stream().filter(column -> column.status().tone() == tone).toList();
    }
}

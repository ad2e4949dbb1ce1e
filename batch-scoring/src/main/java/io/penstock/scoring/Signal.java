package io.penstock.scoring;

import static java.util.Objects.requireNonNull;

import io.penstock.training.ModelVersion;
import io.penstock.training.Response;
import java.time.LocalDate;
import java.util.List;

/**
 * What a monitor newly said of a model and what is to be done about it.
 *
 * @param monitor {@code drift} or {@code performance}
 * @param date the day at whose end it was said
 * @param verdict as stored, such as {@code alarm}
 * @param causes one sentence each, the worst first
 */
public record Signal(
        ModelVersion model, String monitor, LocalDate date, String verdict, Response response, List<String> causes) {
    private static final int NAMED = 5;

    public Signal {
        requireNonNull(model, "model");
        requireNonNull(monitor, "monitor");
        requireNonNull(date, "date");
        requireNonNull(verdict, "verdict");
        requireNonNull(response, "response");
        causes = List.copyOf(causes);
    }

    /** One line for people. */
    public String text() {
        int more = causes.size() - NAMED;
        return monitor + " of " + model + " on " + date + ": " + verdict + " (response: " + response + "): "
                + String.join("; ", causes.subList(0, Math.min(NAMED, causes.size())))
                + (more > 0 ? "; and " + more + " more" : "");
    }
}

package io.penstock.scoring;

import static java.util.Objects.requireNonNull;

import io.penstock.training.Response;
import java.time.LocalDate;
import java.util.List;

/**
 * What a monitor newly said and what is to be done about it.
 *
 * @param subject the model version or the view that it is said of
 * @param monitor {@code drift}, {@code performance} or {@code consistency}
 * @param date the day at whose end it was said
 * @param verdict as stored, such as {@code alarm}
 * @param causes one sentence each, the worst first
 */
public record Signal(
        String subject, String monitor, LocalDate date, String verdict, Response response, List<String> causes) {
    private static final int NAMED = 5;

    public Signal {
        requireNonNull(subject, "subject");
        requireNonNull(monitor, "monitor");
        requireNonNull(date, "date");
        requireNonNull(verdict, "verdict");
        requireNonNull(response, "response");
        causes = List.copyOf(causes);
    }

    /** One line for people. */
    public String text() {
        int more = causes.size() - NAMED;
        return monitor + " of " + subject + " on " + date + ": " + verdict + " (response: " + response + "): "
                + String.join("; ", causes.subList(0, Math.min(NAMED, causes.size())))
                + (more > 0 ? "; and " + more + " more" : "");
    }
}

package io.penstock.jobs;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code monitor} can look at; without a word it looks at all. */
enum Watch {
    DRIFT,
    PERFORMANCE;

    /** The one of a word; empty for a word that is none, such as a model's name. */
    static Optional<Watch> of(String word) {
        return Stream.of(values()).filter(watch -> watch.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

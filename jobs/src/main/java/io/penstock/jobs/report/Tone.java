package io.penstock.jobs.report;

import java.util.Locale;

/** How a status is shown: always by a sign and a word, and by colour besides. */
enum Tone {
    BAD,
    WARN,
    OK,
    QUIET;

    /** The class in the style sheet. */
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}

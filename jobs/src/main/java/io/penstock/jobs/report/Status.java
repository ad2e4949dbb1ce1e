package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

/** A verdict, status or event as people read it. */
record Status(Tone tone, String word) {
    Status {
        requireNonNull(tone, "tone");
        requireNonNull(word, "word");
    }

    /** Of a word as tables spell it; one that is not known is quiet. */
    static Status of(String word) {
        return new Status(tone(word), word.replace('_', ' '));
    }

    private static Tone tone(String word) {
        return switch (word) {
            case "ok", "passed", "promoted", "approved", "registered" -> Tone.OK;
            case "blocked", "failed", "alarm", "alert" -> Tone.BAD;
            case "warned", "warn", "held", "rejected", "missing", "not_evaluated", "rolled_back" -> Tone.WARN;
            default -> Tone.QUIET;
        };
    }
}

package io.penstock.training;

import java.util.Locale;

/** What the first champion must show. */
public enum First {
    /** Better than the baseline by the margin. */
    BEATS_BASELINE,

    /** Nothing. */
    ANY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

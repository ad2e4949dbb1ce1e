package io.penstock.features;

import java.util.Locale;

/** Whether a query sees the events of its own instant. */
public enum Visible {
    /** Events known at or before the moment. */
    AT,

    /** Only events known before the moment. */
    BEFORE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

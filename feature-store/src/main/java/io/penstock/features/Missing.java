package io.penstock.features;

import java.util.Locale;

/** What happens to a spine row whose label is not known in time. */
public enum Missing {
    /** The row is dropped and counted. */
    DROP;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

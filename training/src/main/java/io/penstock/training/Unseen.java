package io.penstock.training;

import java.util.Locale;

/** What scoring makes of a category that training never saw. */
public enum Unseen {
    /** A code of its own, the same for all of them. */
    OTHER,

    /** A missing value. */
    MISSING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.penstock.validation;

import java.util.Locale;

/** What a failed check does: an error quarantines the row or blocks the slice, a warning is only recorded. */
public enum Severity {
    ERROR,
    WARN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

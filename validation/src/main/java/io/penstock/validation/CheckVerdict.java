package io.penstock.validation;

import java.util.Locale;

/**
 * What became of a check in a slice. {@link #FAILED} is only said of severity error, {@link #WARNED} only of warn;
 * {@link #NOT_EVALUATED} means that the check itself is broken; {@link #WARMING_UP} that it has too little history.
 */
public enum CheckVerdict {
    PASSED,
    FAILED,
    WARNED,
    WARMING_UP,
    NOT_EVALUATED;

    /** As stored in tables: lower case. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

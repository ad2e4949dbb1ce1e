package io.penstock.features.engine;

/** What a query met in a view; the value of {@code __state__<view>} is the ordinal. */
public enum Found {
    /** At least one feature differs from its value over no rows. */
    VALUE,
    /** Count 0 and null for all others. */
    EMPTY,
    /** The newest published tick is too old, or there is none: null. */
    STALE,
    /** The query has a null in its key. */
    NULL_KEY
}

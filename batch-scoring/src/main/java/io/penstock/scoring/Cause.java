package io.penstock.scoring;

import java.util.Locale;

/** Why a served value is not what it should be, as far as evidence tells. */
enum Cause {
    /** A newer published tick says something else, and was not put online. */
    STALE_MATERIALIZATION,
    /** The view's table has the right value at the value's own tick; the store has another. */
    TAMPERED_VALUE,
    /** The value was computed by another definition than the view has now. */
    DEFINITION_CHANGED,
    /** Computed from the source as it is now, the value at its own tick is another than it was. */
    LATE_ROW,
    /** The view has the key, the store does not. */
    MISSING_KEY,
    /** The values differ in type alone, or by no more than a float loses. */
    TYPE_OR_PRECISION,
    /** The view's table itself has not the value that its inputs give. */
    TABLE_DIFFERS,
    /** None of these. */
    UNEXPLAINED;

    /** As records spell it. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

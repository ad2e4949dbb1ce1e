package io.penstock.training;

import java.util.Locale;

/** What a monitor does when its limit is passed. */
public enum Response {
    ALERT,

    /** Scoring is blocked. */
    BLOCK,

    /** A training is asked for. */
    RETRAIN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.penstock.validation.drift;

import java.util.Locale;

/** What is made of a score, from its size and the noise floor together. */
public enum Level {
    /** Within the limit, or within the noise floor: small, or no more than the reference's own unrest. */
    OK,

    /** Beyond limit and floor, but no rarer than what some column of an unchanged window shows now and then. */
    WARN,

    /** Beyond limit and floor, and rarer than that. */
    ALARM,

    /** Too little is known yet; time mends it. */
    WARMING_UP,

    /** Nothing can be said, for the reason given. */
    NOT_EVALUATED;

    static Level of(double score, double limit, Noise noise, double falseDiscoveries) {
        if (score <= limit || score <= noise.floor()) {
            return OK;
        }
        return noise.qValue() <= falseDiscoveries ? ALARM : WARN;
    }

    /** As stored in tables: lower case. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

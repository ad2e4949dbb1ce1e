package io.penstock.validation.drift;

import java.util.Locale;

/** What is made of a score, from its size and the noise floor together. */
public enum Level {
    /** Within the limit, or within the noise floor: small, or no more than the reference's own unrest. */
    OK,

    /** Beyond limit and floor, alone and not by much: of many columns some pass their floor by chance. */
    WARN,

    /** Beyond limit and floor, together with so many columns that chance does not explain them, or by far. */
    ALARM,

    /** Too little is known yet; time mends it. */
    WARMING_UP,

    /** Nothing can be said, for the reason given. */
    NOT_EVALUATED;

    /** The share of alarms that may be false. */
    private static final double FALSE_ALARMS = 0.1;

    /** A column alone is far off when it passes the farthest stretch of the reference by a quarter of that. */
    private static final double FAR = 1.25;

    static Level of(double score, double limit, Noise noise) {
        if (score <= limit || score <= noise.floor()) {
            return OK;
        }
        return noise.qValue() <= FALSE_ALARMS || score > FAR * noise.highest() ? ALARM : WARN;
    }

    /** As stored in tables: lower case. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.penstock.validation.drift;

import java.util.Locale;

/** What is made of a score, from its size and the noise floor together. */
public enum Level {
    /** Within the limit, or within the noise floor: small, or no more than the reference's own unrest. */
    OK,

    /** Beyond limit and floor, but about as far off as a stretch of the reference itself. */
    WARN,

    /** Beyond the limit, and beyond every stretch of the reference by a quarter of the farthest. */
    ALARM,

    /** Too little is known yet; time mends it. */
    WARMING_UP,

    /** Nothing can be said, for the reason given. */
    NOT_EVALUATED;

    /**
     * A reference holds only a handful of stretches as long as the window that do not overlap, and many columns are looked
     * at: the farthest of a few is easily passed by chance, so an alarm asks for more.
     */
    private static final double MARGIN = 1.25;

    static Level of(double score, double limit, Noise noise) {
        if (score <= limit || score <= noise.floor()) {
            return OK;
        }
        return score <= MARGIN * noise.highest() ? WARN : ALARM;
    }

    /** As stored in tables: lower case. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

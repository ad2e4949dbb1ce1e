package io.penstock.features.engine;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The published ticks of a view: the multiples of {@code refresh} in the published days, each readable from tick + {@code
 * publishDelay} on. In microseconds.
 */
record PublishedTicks(long refresh, long publishDelay, long ttl, long[] days) implements Serializable {
    static final long DAY = 86_400_000_000L;
    static final long NONE = Long.MIN_VALUE;

    /** The newest tick that can be read at a moment; {@link #NONE} if there is none or it is older than the ttl. */
    long newestAt(long moment) {
        long latest = newestEverAt(moment);
        return latest == NONE || moment - latest > ttl ? NONE : latest;
    }

    /** The newest tick that can be read at a moment, however old it is. */
    long newestEverAt(long moment) {
        long latest = Math.floorDiv(moment - publishDelay, refresh) * refresh;
        long day = Math.floorDiv(latest, DAY);
        int at = Arrays.binarySearch(days, day);
        if (at < 0) {
            at = -at - 2;
            while (at >= 0 && !hasTick(days[at])) {
                at--;
            }
            latest = at < 0 ? NONE : lastTick(days[at]);
        }
        return latest;
    }

    boolean isPublished(long tick) {
        return Arrays.binarySearch(days, Math.floorDiv(tick, DAY)) >= 0;
    }

    private long lastTick(long day) {
        return Math.floorDiv((day + 1) * DAY - 1, refresh) * refresh;
    }

    private boolean hasTick(long day) {
        return lastTick(day) >= day * DAY;
    }
}

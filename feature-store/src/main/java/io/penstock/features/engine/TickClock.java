package io.penstock.features.engine;

import io.penstock.base.DateRange;
import io.penstock.base.Micros;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;

/** The ticks of a range of days: the multiples of {@code refresh} from the first to the last, in microseconds since 1970. */
record TickClock(long refresh, long first, long last) implements Serializable {
    static TickClock of(Duration refresh, DateRange days) {
        long step = Micros.of(refresh);
        long end = Micros.of(days.end());
        return new TickClock(step, ceiling(Micros.of(days.start()), step), ceiling(end, step) - step);
    }

    /** The ticks of one of the pieces that these are cut into; each cut is a tick. */
    TickClock of(int piece, long[] cuts) {
        return new TickClock(
                refresh, piece == 0 ? first : cuts[piece - 1], piece == cuts.length ? last : cuts[piece] - refresh);
    }

    /** Cuts moved to ticks that are the first of their day: a piece from one on computes what all ticks together would. */
    long[] cuts(long[] wanted) {
        return Arrays.stream(wanted)
                .map(cut -> nextFirstOfDay(from(cut)))
                .filter(cut -> cut > first && cut <= last)
                .distinct()
                .toArray();
    }

    /** The first tick at or after a time. */
    long from(long time) {
        return ceiling(time, refresh);
    }

    /** Whether a tick is the first of its day. */
    boolean isFirstOfDay(long tick) {
        return day(tick - refresh) < day(tick);
    }

    /** The first tick at or after {@code tick} that is the first of its day. */
    long nextFirstOfDay(long tick) {
        return isFirstOfDay(tick) ? tick : from((day(tick) + 1) * PublishedTicks.DAY);
    }

    static long day(long tick) {
        return Math.floorDiv(tick, PublishedTicks.DAY);
    }

    private static long ceiling(long time, long step) {
        return -Math.floorDiv(-time, step) * step;
    }
}

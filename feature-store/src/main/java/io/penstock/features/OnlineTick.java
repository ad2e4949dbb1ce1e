package io.penstock.features;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;

/** How new something online is: the tick of its view, and at the same tick the version of the view's table. */
public record OnlineTick(Instant tick, long tableVersion) implements Comparable<OnlineTick> {
    private static final Comparator<OnlineTick> ORDER =
            Comparator.comparing(OnlineTick::tick).thenComparingLong(OnlineTick::tableVersion);

    public OnlineTick {
        requireNonNull(tick, "tick");
    }

    @Override
    public int compareTo(OnlineTick other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return tick + " of version " + tableVersion;
    }
}

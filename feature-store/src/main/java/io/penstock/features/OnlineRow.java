package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Ordered;
import java.time.Instant;
import java.util.Map;

/**
 * A key of a view as an online store holds it.
 *
 * <p>The values are those of the view at {@code tick}, which is the view's newest published tick when the row was put
 * online, not the tick at which the key last changed. Values are Java's for the column's type: {@code Long} for bigint,
 * {@code Integer}, {@code Double}, {@code Float}, {@code BigDecimal}, {@code String}, {@code Boolean}, {@code Instant} for
 * timestamp, {@code LocalDate} for date, or null.
 *
 * @param keys the entity's keys, in its order
 * @param tableVersion version of {@code features/<view>} that the values were read at
 * @param definitionHash of the view, as the table's slice was built under
 * @param written when it was put online
 * @param values one a feature, in the order of the view; none at all for a tombstone: the key has vanished, it is empty
 */
public record OnlineRow(
        String view,
        Map<String, Object> keys,
        Instant tick,
        long tableVersion,
        String definitionHash,
        Instant written,
        Map<String, Object> values) {

    public OnlineRow {
        requireNonNull(view, "view");
        keys = Ordered.copy(keys);
        requireNonNull(tick, "tick");
        requireNonNull(definitionHash, "definitionHash");
        requireNonNull(written, "written");
        values = Ordered.copyWithNulls(values);
    }

    /** Whether the key has vanished from the view. */
    public boolean isTombstone() {
        return values.isEmpty();
    }

    /** How new it is. */
    public OnlineTick at() {
        return new OnlineTick(tick, tableVersion);
    }
}

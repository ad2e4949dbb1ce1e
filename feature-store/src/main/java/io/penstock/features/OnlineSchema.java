package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.ColumnType;
import io.penstock.base.Ordered;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the rows of a view online are made of; the store keeps it beside them, so that a reader needs no project.
 *
 * @param keys the entity's keys and their types, in its order
 * @param features the features and their types, in the order of the view
 * @param counts the features that are 0 where a key is empty; all others are null then
 * @param ttl how long after its newest tick the view may still be read
 */
public record OnlineSchema(
        String view,
        String definitionHash,
        Map<String, ColumnType> keys,
        Map<String, ColumnType> features,
        Set<String> counts,
        Optional<Duration> ttl) {

    public OnlineSchema {
        requireNonNull(view, "view");
        requireNonNull(definitionHash, "definitionHash");
        keys = Ordered.copy(keys);
        features = Ordered.copy(features);
        counts = Set.copyOf(counts);
        requireNonNull(ttl, "ttl");
    }
}

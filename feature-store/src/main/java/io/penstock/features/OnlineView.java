package io.penstock.features;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What an online store says of a view as a whole.
 *
 * @param newest the tick up to which every key is online; beyond it and the {@code ttl} the pipeline stands still
 * @param written when that tick was completely online
 */
public record OnlineView(OnlineSchema schema, OnlineTick newest, Instant written) {
    public OnlineView {
        requireNonNull(schema, "schema");
        requireNonNull(newest, "newest");
        requireNonNull(written, "written");
    }
}

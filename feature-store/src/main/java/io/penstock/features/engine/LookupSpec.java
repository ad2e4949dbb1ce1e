package io.penstock.features.engine;

import java.io.Serializable;
import java.util.List;

/** A view over its published ticks as the scan looks them up: the feature columns, and which ticks can be read when. */
record LookupSpec(String view, List<Slot> features, boolean[] zeroWhenEmpty, PublishedTicks published)
        implements Serializable {}

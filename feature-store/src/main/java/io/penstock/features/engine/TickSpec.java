package io.penstock.features.engine;

import java.io.Serializable;
import org.apache.spark.sql.types.StructType;

/** What a task needs to compute the ticks of a view. {@code features} are the types of its features. */
record TickSpec(TickClock clock, int keyFields, int columns, StateFactory view, StructType features)
        implements Serializable {}

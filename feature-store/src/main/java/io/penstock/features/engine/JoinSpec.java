package io.penstock.features.engine;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** What a task needs to answer the queries of one exchange: its views, in order, and the shapes of its rows. */
record JoinSpec(
        String moment,
        int keyFields,
        int payloadFields,
        int columns,
        List<StateFactory> views,
        int[] firstColumns,
        boolean[] zeroWhenEmpty,
        StructType results)
        implements Serializable {}

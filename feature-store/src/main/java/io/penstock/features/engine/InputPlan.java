package io.penstock.features.engine;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/** A view compiled against its rows: what to project of them, and what the scan does with it. */
sealed interface InputPlan permits EventPlan, LookupPlan {
    String view();

    /** The features with their types, named as in the view. */
    List<StructField> features();

    boolean[] zeroWhenEmpty();

    /** The rows that travel; null keys and times are left out. */
    Dataset<Row> rows();

    /** Of each row: from when on it is visible, when it happened, when it was created; in microseconds. */
    Column visibleFrom();

    Column event();

    Column created();

    /** What a scan needs that begins in the middle of a key's history; {@code ordinals} as of {@link #states}. */
    Carry carry(IntUnaryOperator ordinals);

    SlotColumns slots();

    /** The scan's part; {@code ordinals} tells where each slot lies in the exchange's rows. */
    StateFactory states(IntUnaryOperator ordinals);

    /** Lines for people. */
    List<String> describe();
}

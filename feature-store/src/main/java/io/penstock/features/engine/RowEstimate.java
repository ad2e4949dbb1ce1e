package io.penstock.features.engine;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Statistics;
import org.apache.spark.sql.catalyst.plans.logical.statsEstimation.EstimationUtils;
import org.apache.spark.sql.internal.SQLConf;
import scala.collection.JavaConverters;

/**
 * About how many rows some plans read, without reading any or asking the optimizer: what their leaves know, or their bytes by
 * the width of a row. Filters are left out of account.
 */
final class RowEstimate {
    private RowEstimate() {}

    static long of(List<Dataset<Row>> inputs) {
        return (long) inputs.stream()
                .map(rows -> rows.queryExecution().analyzed().collectLeaves())
                .flatMap(leaves -> JavaConverters.seqAsJavaList(leaves).stream())
                .mapToDouble(RowEstimate::of)
                .sum();
    }

    /** Rows of an unknown number count as none: they are few, or there is another input that is large. */
    private static double of(LogicalPlan leaf) {
        Statistics statistics = leaf.stats();
        if (statistics.rowCount().isDefined()) {
            return statistics.rowCount().get().toDouble();
        }
        double bytes = statistics.sizeInBytes().toDouble();
        return bytes >= SQLConf.get().defaultSizeInBytes()
                ? 0
                : bytes
                        / EstimationUtils.getSizePerRow(leaf.output(), EstimationUtils.getSizePerRow$default$2())
                                .toDouble();
    }
}

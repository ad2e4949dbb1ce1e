package io.penstock.lake;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Statistics;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/** About how many rows some plans read, without reading any: what Spark knows, or bytes by the width of a row. */
public final class RowEstimate {
    private static final int ROW = 8;

    private RowEstimate() {}

    /** Counts all files of a table, whatever a filter leaves of them; costs next to nothing. */
    public static long beforeFilters(List<Dataset<Row>> inputs) {
        return (long) inputs.stream()
                .map(rows -> rows.queryExecution().analyzed().collectLeaves())
                .flatMap(leaves -> JavaConverters.seqAsJavaList(leaves).stream())
                .mapToDouble(RowEstimate::known)
                .sum();
    }

    /** Leaves out the files that filters leave out; costs the planning of the inputs. */
    public static long afterFilters(List<Dataset<Row>> inputs) {
        return (long) inputs.stream()
                .map(rows -> rows.queryExecution().sparkPlan().collectLeaves())
                .flatMap(leaves -> JavaConverters.seqAsJavaList(leaves).stream())
                .mapToDouble(RowEstimate::planned)
                .sum();
    }

    private static double planned(SparkPlan leaf) {
        if (leaf instanceof FileSourceScanExec scan) {
            long bytes = Arrays.stream(scan.selectedPartitions())
                    .flatMap(slice -> JavaConverters.seqAsJavaList(slice.files()).stream())
                    .mapToLong(file -> file.getLen())
                    .sum();
            return bytes / width(scan.relation().schema());
        }
        return leaf.logicalLink().isDefined() ? known(leaf.logicalLink().get()) : 0;
    }

    /** Rows of an unknown number count as none: they are few, or there is another input that is large. */
    private static double known(LogicalPlan leaf) {
        Statistics statistics = leaf.stats();
        if (statistics.rowCount().isDefined()) {
            return statistics.rowCount().get().toDouble();
        }
        double bytes = statistics.sizeInBytes().toDouble();
        return bytes < SQLConf.get().defaultSizeInBytes() ? bytes / width(leaf.schema()) : 0;
    }

    private static double width(StructType row) {
        return ROW + row.defaultSize();
    }
}

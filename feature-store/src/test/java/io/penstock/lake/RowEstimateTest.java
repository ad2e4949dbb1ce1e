package io.penstock.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowEstimateTest {
    private static final SparkSession SPARK = LocalSpark.session();

    @Test
    void filesThatAFilterLeavesOutAreNotCountedAfterIt(@TempDir Path folder) {
        String path = folder.resolve("table").toString();
        SPARK.range(40_000)
                .selectExpr("uuid() as text", "id % 4 as part")
                .write()
                .partitionBy("part")
                .parquet(path);
        List<Dataset<Row>> all = List.of(SPARK.read().parquet(path));
        List<Dataset<Row>> some = List.of(SPARK.read().parquet(path).where("part = 1"));

        long whole = RowEstimate.beforeFilters(all);

        assertThat(whole).isBetween(20_000L, 80_000L).isEqualTo(RowEstimate.beforeFilters(some));
        assertThat(RowEstimate.afterFilters(all)).isEqualTo(whole);
        assertThat(RowEstimate.afterFilters(some)).isBetween(whole / 5, whole / 3);
    }

    @Test
    void rowsInMemoryAreCountedAndThoseOfAnUnknownNumberAreNot() {
        Dataset<Row> values = SPARK.sql("select * from values (1L), (2L), (3L) as t(n)");
        Dataset<Row> unknown = SPARK.createDataFrame(values.javaRDD(), values.schema());

        assertThat(RowEstimate.beforeFilters(List.of(values, values))).isEqualTo(6);
        assertThat(RowEstimate.afterFilters(List.of(values, values))).isEqualTo(6);
        assertThat(RowEstimate.beforeFilters(List.of(values, unknown))).isEqualTo(3);
        assertThat(RowEstimate.afterFilters(List.of(values, unknown))).isEqualTo(3);
    }
}

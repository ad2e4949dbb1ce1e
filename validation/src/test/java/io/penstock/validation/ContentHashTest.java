package io.penstock.validation;

import static io.penstock.validation.Frames.frame;
import static io.penstock.validation.Frames.row;
import static io.penstock.validation.Frames.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.UserError;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    private static final String DDL = "a int, b int, s string, d double";

    @Test
    void orderAndPartitioningOfRowsAndOrderOfColumnsDoNotMatter() {
        Dataset<Row> rows =
                frame(DDL, row(1, 2, "x", 1.0), row(3, null, "y", 2.0), row(3, null, "y", 2.0), row(4, 4, null, 3.0));

        assertThat(hash(rows.orderBy("d")))
                .isEqualTo(hash(rows.orderBy(rows.col("d").desc())));
        assertThat(hash(rows.repartition(7))).isEqualTo(hash(rows.coalesce(1)));
        assertThat(hash(rows.select("d", "s", "a", "b"))).isEqualTo(hash(rows));
    }

    @Test
    void aNullThatMovesToAnotherColumnMakesADifference() {
        assertThat(hash(frame(DDL, row(1, null, "x", 1.0)))).isNotEqualTo(hash(frame(DDL, row(null, 1, "x", 1.0))));
        assertThat(hash(LocalSpark.session().sql("select array(1) as a")))
                .isNotEqualTo(hash(LocalSpark.session().sql("select array(1, null) as a")));
    }

    @Test
    void aDoubledRowMakesADifference() {
        Object[] one = row(1, 2, "x", 1.0);

        assertThat(hash(frame(DDL, one, one)))
                .isNotEqualTo(hash(frame(DDL, one)))
                .isNotEqualTo(hash(frame(DDL)));
        assertThat(hash(frame(DDL, one, one, one))).isNotEqualTo(hash(frame(DDL, one)));
    }

    @Test
    void namesAndTypesOfColumnsMakeADifference() {
        assertThat(hash(frame("a int", row(1)))).isNotEqualTo(hash(frame("b int", row(1))));
        assertThat(hash(frame("a int", row(1)))).isNotEqualTo(hash(frame("a bigint", row(1L))));
    }

    @Test
    void theRunDoesNotCount() {
        assertThat(hash(frame("a int, run_id string", row(1, "r1"))))
                .isEqualTo(hash(frame("a int, run_id string", row(1, "r2"))));
    }

    @Test
    void zeroHasNoSignAndNotANumberNoPayload() {
        double payload = Double.longBitsToDouble(0x7ff8000000000123L);

        assertThat(hash(frame("d double, f float", row(0.0, 0f))))
                .isEqualTo(hash(frame("d double, f float", row(-0.0, -0f))));
        assertThat(hash(frame("d double", row(Double.NaN)))).isEqualTo(hash(frame("d double", row(payload))));
        assertThat(hash(frame("d double", row(Double.NaN)))).isNotEqualTo(hash(frame("d double", row((Object) null))));
    }

    @Test
    void aMapIsComparedByItsEntries() {
        Dataset<Row> ab = LocalSpark.session().sql("select map('a', 1, 'b', null) as m");
        Dataset<Row> ba = LocalSpark.session().sql("select map('b', null, 'a', 1) as m");
        Dataset<Row> other = LocalSpark.session().sql("select map('b', 1, 'a', null) as m");

        assertThat(hash(ab)).isEqualTo(hash(ba)).isNotEqualTo(hash(other));
    }

    @Test
    void aMapInsideAnotherValueIsRefused() {
        Dataset<Row> nested = LocalSpark.session().sql("select array(map('a', 1)) as m");

        assertThatThrownBy(() -> hash(nested))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "column m is ARRAY<MAP<STRING, INT>>: a map inside another value has no order and cannot be "
                                + "compared; use an array of structs");
    }

    @Test
    void aRowsHashIsThatOfSparksOwnFunctionAndItsNullFlags() {
        String values =
                "true as a, 1Y as b, 2S as c, 3 as d, 4L as e, float(-0.0) as f, double(5.5) as g, 'text' as h, "
                        + "date'2013-01-01' as i, timestamp'2013-01-01 00:00:00' as j, 1.25BD as k, binary('x') as l, cast(null as int) as m, "
                        + "cast(12345678901234567890.123 as decimal(30, 3)) as n";
        Dataset<Row> row = LocalSpark.session().sql("select " + values);
        int flags = 1 << row.schema().fieldIndex("m");
        long spark = row.selectExpr("xxhash64(a, b, c, d, e, f, g, h, i, j, k, l, m, n, " + flags + "L)")
                .first()
                .getLong(0);
        int[] places = IntStream.range(0, row.schema().size()).toArray();
        DataType[] types =
                Arrays.stream(row.schema().fields()).map(StructField::dataType).toArray(DataType[]::new);

        long ours = new RowHash(places, types)
                .of(row.queryExecution().toRdd().toJavaRDD().first());

        assertThat(ours).isEqualTo(spark);
    }

    @Test
    void contentKeepsItsHashFromReleaseToRelease() {
        String types = "true as a, 1Y as b, 2S as c, 3 as d, 4L as e, float(-0.0) as f, double(5.5) as g, 'text' as h, "
                + "date'2013-01-01' as i, timestamp'2013-01-01 00:00:00' as j, 1.25BD as k, binary('x') as l, "
                + "cast(null as int) as m, cast(null as string) as n, array(1, null) as o, "
                + "named_struct('x', 1, 'y', cast(null as string)) as p, map('a', 1, 'b', null) as q";
        Dataset<Row> twice = LocalSpark.session().sql("select " + types + " union all select " + types);
        Dataset<Row> many = LocalSpark.session()
                .range(0, 1000, 1, 3)
                .selectExpr(
                        "id", "id * 0.5D as half", "cast(id as string) as name", "if(id % 7 = 0, null, id) as gaps");

        assertThat(SliceContent.of(twice)).isEqualTo(new SliceContent(2, "4c423803b26607be94ff8d35d8b958fe"));
        assertThat(SliceContent.of(many)).isEqualTo(new SliceContent(1000, "86cb32bb7fd9f5f7b9069cc8b8fa0a3e"));
    }

    @Test
    void moreThanAHundredColumnsAreHashedAndMeasured() {
        StringBuilder ddl = new StringBuilder("c0 double");
        Object[] values = new Object[150];
        for (int i = 0; i < values.length; i++) {
            ddl.append(i == 0 ? "" : ", c" + i + " double");
            values[i] = i % 7 == 0 ? null : (double) i;
        }
        Object[] changed = values.clone();
        changed[149] = null;

        GateReport report = Gate.check(whole(frame(ddl.toString(), values)), CheckSuite.NONE, slice -> Instant.EPOCH);

        assertThat(report.contents().get("all").hash()).isNotEqualTo(hash(frame(ddl.toString(), changed)));
        assertThat(report.metrics()).filteredOn(m -> m.metric().equals("mean")).hasSize(150 - 22);
        assertThat(report.metrics()).contains(new Metric("all", java.util.Optional.of("c149"), "mean", 149.0));
        assertThat(report.metrics()).contains(new Metric("all", java.util.Optional.of("c147"), "completeness", 0.0));
    }

    private static String hash(Dataset<Row> rows) {
        GateReport report = Gate.check(whole(rows), CheckSuite.NONE, slice -> Instant.EPOCH);
        return report.contents().get("all").hash();
    }
}

package io.penstock.validation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Rows and candidates built inline in tests; never a local relation, which Spark evaluates without generated code. */
final class Frames {
    private Frames() {}

    static Dataset<Row> frame(String ddl, Object[]... rows) {
        return frame(ddl, Arrays.stream(rows).map(RowFactory::create).toList());
    }

    static Dataset<Row> frame(String ddl, List<Row> rows) {
        JavaSparkContext context = new JavaSparkContext(LocalSpark.session().sparkContext());
        return LocalSpark.session().createDataFrame(context.parallelize(rows, 2), StructType.fromDDL(ddl));
    }

    static Object[] row(Object... values) {
        return values;
    }

    /** Candidate rows by the column {@code day}. */
    static Candidate byDay(Dataset<Row> rows, String... slices) {
        return new InMemory("features/test", rows, Optional.of("day"), List.of(slices));
    }

    static Candidate whole(Dataset<Row> rows) {
        return new InMemory("features/test", rows, Optional.empty(), List.of(Candidate.ALL));
    }

    record InMemory(String table, Dataset<Row> rows, Optional<String> sliceColumn, List<String> slices)
            implements Candidate {}
}

package io.penstock.validation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** In tests of the lake alone: lets slices pass without a gate, with a content hash as order-free as the gate's. */
public final class Passes {

    private Passes() {}

    /** Every slice of the candidate. */
    public static Validated all(Candidate candidate) {
        return only(candidate, candidate.slices(), "suite");
    }

    /** These slices, by a suite of this fingerprint. */
    public static Validated only(Candidate candidate, List<String> slices, String suite) {
        Map<String, SliceContent> contents = new HashMap<>();
        slices.forEach(slice -> contents.put(slice, new SliceContent(0, "empty")));
        Column slice =
                candidate.sliceColumn().map(name -> col(name).cast("string")).orElse(lit(Candidate.ALL));
        for (Row row : candidate
                .rows()
                .groupBy(slice)
                .agg(count(lit(1)), sum(hash(candidate).cast("decimal(20,0)")))
                .collectAsList()) {
            contents.put(
                    row.getString(0),
                    new SliceContent(row.getLong(1), row.get(2).toString()));
        }
        return new Validated(candidate, slices, contents, suite);
    }

    /** Slices of these contents, of a candidate that holds nothing else. */
    public static Validated given(String table, Map<String, SliceContent> contents, String suite) {
        List<String> slices = List.copyOf(contents.keySet());
        return new Validated(new Named(table, slices), slices, contents, suite);
    }

    private record Named(String table, List<String> slices) implements Candidate {
        @Override
        public Dataset<Row> rows() {
            throw new UnsupportedOperationException("only its name counts");
        }

        @Override
        public Optional<String> sliceColumn() {
            return Optional.of("batch");
        }
    }

    private static Column hash(Candidate candidate) {
        List<Column> columns = new ArrayList<>();
        Arrays.stream(candidate.rows().columns()).forEach(name -> {
            columns.add(col(name));
            columns.add(array(col(name).isNull()));
        });
        return xxhash64(columns.toArray(Column[]::new));
    }
}

package io.penstock.validation;

import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import io.penstock.base.UserError;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The two scans of a profile: one finds bins and moments, one counts. Numbers, dates (days since 1970) and timestamps
 * (seconds since 1970) are read as doubles, texts and booleans as texts.
 */
final class ProfileScan {
    private final Dataset<Row> values;
    private final boolean[] numeric;

    ProfileScan(Dataset<Row> rows, List<String> columns, String dayColumn) {
        List<Column> read = new ArrayList<>();
        numeric = new boolean[columns.size()];
        for (int i = 0; i < numeric.length; i++) {
            StructField field = rows.schema().apply(columns.get(i));
            numeric[i] = !(field.dataType() instanceof StringType || field.dataType() instanceof BooleanType);
            read.add(value(field).as("v" + i));
        }
        read.add(ColumnNames.column(dayColumn).cast("date").cast("string").as("day"));
        values = rows.select(read.toArray(Column[]::new));
    }

    private static Column value(StructField field) {
        Column column = ColumnNames.column(field.name());
        DataType type = field.dataType();
        if (type instanceof NumericType) {
            return column.cast("double");
        } else if (type instanceof StringType || type instanceof BooleanType) {
            return column.cast("string");
        } else if (type instanceof DateType) {
            return unix_date(column).cast("double");
        } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
            return unix_micros(column.cast("timestamp")).divide(1_000_000.0);
        }
        throw new UserError("column " + field.name() + " of type " + type.sql()
                + " cannot be profiled; only numbers, texts, booleans, dates and timestamps can");
    }

    /** The first scan. */
    List<ColumnStatistics> statistics() {
        boolean[] kinds = numeric;
        JavaRDD<Statistics> parts = internal().mapPartitions(rows -> {
            Statistics part = new Statistics(kinds);
            rows.forEachRemaining(part::add);
            return List.of(part).iterator();
        });
        return (parts.getNumPartitions() == 0 ? new Statistics(numeric) : parts.treeReduce(Statistics::merge)).columns;
    }

    /** The second scan: counts of all rows and of each day. */
    Counts count(List<Bins> bins) {
        boolean[] kinds = numeric;
        List<Binning> binnings = new ArrayList<>(bins.stream().map(Binning::new).toList());
        JavaRDD<Counts> parts = internal().mapPartitions(rows -> {
            Counts part = new Counts(kinds, binnings);
            rows.forEachRemaining(part::add);
            return List.of(part).iterator();
        });
        return parts.getNumPartitions() == 0 ? new Counts(numeric, binnings) : parts.treeReduce(Counts::merge);
    }

    private JavaRDD<InternalRow> internal() {
        return values.queryExecution().toRdd().toJavaRDD();
    }

    private static final class Statistics implements Serializable {
        private static final long serialVersionUID = 1L;

        private final List<ColumnStatistics> columns = new ArrayList<>();
        private final boolean[] numeric;

        Statistics(boolean[] numeric) {
            this.numeric = numeric;
            for (boolean number : numeric) {
                columns.add(number ? new ColumnStatistics.Numbers() : new ColumnStatistics.Categories());
            }
        }

        void add(InternalRow row) {
            for (int i = 0; i < numeric.length; i++) {
                if (row.isNullAt(i)) {
                    continue;
                } else if (numeric[i]) {
                    columns.get(i).add(row.getDouble(i));
                } else {
                    columns.get(i).add(row.getUTF8String(i).toString());
                }
            }
        }

        Statistics merge(Statistics other) {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).merge(other.columns.get(i));
            }
            return this;
        }
    }

    /** Rows in each bin of each column: of all rows, and of those that have a day. */
    static final class Counts implements Serializable {
        private static final long serialVersionUID = 1L;

        private final boolean[] numeric;
        private final List<Binning> bins;
        private final long[][] all;
        private final Map<String, long[][]> days = new TreeMap<>();
        private UTF8String day = UTF8String.EMPTY_UTF8;
        private long[][] ofDay;
        private long rows;

        Counts(boolean[] numeric, List<Binning> bins) {
            this.numeric = numeric;
            this.bins = bins;
            all = empty();
        }

        private long[][] empty() {
            return bins.stream().map(b -> new long[b.size()]).toArray(long[][]::new);
        }

        void add(InternalRow row) {
            rows++;
            boolean dayless = row.isNullAt(numeric.length);
            if (!dayless) {
                turnTo(row.getUTF8String(numeric.length));
            }
            for (int i = 0; i < numeric.length; i++) {
                int bin = bin(row, i);
                all[i][bin]++;
                if (!dayless) {
                    ofDay[i][bin]++;
                }
            }
        }

        private void turnTo(UTF8String to) {
            if (!day.equals(to)) {
                day = to.copy();
                ofDay = days.computeIfAbsent(day.toString(), none -> empty());
            }
        }

        private int bin(InternalRow row, int column) {
            Binning binning = bins.get(column);
            if (row.isNullAt(column)) {
                return binning.ofNull();
            }
            return numeric[column]
                    ? binning.of(row.getDouble(column))
                    : binning.of(row.getUTF8String(column).toString());
        }

        Counts merge(Counts other) {
            rows += other.rows;
            add(all, other.all);
            other.days.forEach((day, counts) -> days.merge(day, counts, Counts::add));
            return this;
        }

        private static long[][] add(long[][] to, long[][] more) {
            for (int i = 0; i < to.length; i++) {
                for (int bin = 0; bin < to[i].length; bin++) {
                    to[i][bin] += more[i][bin];
                }
            }
            return to;
        }

        long rows() {
            return rows;
        }

        List<Long> all(int column) {
            return list(all[column]);
        }

        Map<String, List<Long>> days(int column) {
            Map<String, List<Long>> counts = new TreeMap<>();
            days.forEach((day, ofDay) -> counts.put(day, list(ofDay[column])));
            return counts;
        }

        private static List<Long> list(long[] counts) {
            return Arrays.stream(counts).boxed().toList();
        }
    }
}

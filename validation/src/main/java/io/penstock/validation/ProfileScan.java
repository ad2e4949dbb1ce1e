package io.penstock.validation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import io.penstock.base.UserError;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

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
        read.add(col(Names.quoted(dayColumn)).cast("date").cast("string").as("day"));
        values = rows.select(read.toArray(Column[]::new));
    }

    private static Column value(StructField field) {
        Column column = col(Names.quoted(field.name()));
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
        JavaRDD<Statistics> parts = values.javaRDD().mapPartitions(rows -> {
            Statistics part = new Statistics(kinds);
            rows.forEachRemaining(part::add);
            return List.of(part).iterator();
        });
        return (parts.getNumPartitions() == 0 ? new Statistics(numeric) : parts.treeReduce(Statistics::merge)).columns;
    }

    /** The second scan: counts of all rows and of each day. */
    Counts count(List<Bins> bins) {
        JavaRDD<Counts> parts = values.javaRDD().mapPartitions(rows -> counted(bins, rows));
        return parts.getNumPartitions() == 0 ? new Counts(bins) : parts.treeReduce(Counts::merge);
    }

    private static Iterator<Counts> counted(List<Bins> bins, Iterator<Row> rows) {
        Counts counts = new Counts(bins);
        rows.forEachRemaining(row -> counts.add(bins, row));
        return List.of(counts).iterator();
    }

    private static final class Statistics implements Serializable {
        private static final long serialVersionUID = 1L;

        private final List<ColumnStatistics> columns = new ArrayList<>();

        Statistics(boolean[] numeric) {
            for (boolean number : numeric) {
                columns.add(number ? new ColumnStatistics.Numbers() : new ColumnStatistics.Categories());
            }
        }

        void add(Row row) {
            for (int i = 0; i < columns.size(); i++) {
                if (!row.isNullAt(i)) {
                    columns.get(i).add(row.get(i));
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

        private final long[][] all;
        private final Map<String, long[][]> days = new TreeMap<>();
        private long rows;

        Counts(List<Bins> bins) {
            all = empty(bins);
        }

        private static long[][] empty(List<Bins> bins) {
            return bins.stream().map(b -> new long[b.size()]).toArray(long[][]::new);
        }

        void add(List<Bins> bins, Row row) {
            rows++;
            String day = row.getString(bins.size());
            long[][] ofDay = day == null ? null : days.computeIfAbsent(day, d -> empty(bins));
            for (int i = 0; i < bins.size(); i++) {
                int bin = row.isNullAt(i) ? bins.get(i).nullBin() : bin(bins.get(i), row.get(i));
                all[i][bin]++;
                if (ofDay != null) {
                    ofDay[i][bin]++;
                }
            }
        }

        private static int bin(Bins bins, Object value) {
            return value instanceof Double number ? bins.of(number.doubleValue()) : bins.of((String) value);
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

package io.penstock.validation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** A table check as aggregates of a slice; a row on which its {@code where} throws makes it fail. */
sealed interface TableMeasure {
    Check check();

    /** What it finds in a slice; no group: no rows. */
    Finding find(Instant asOf, Optional<Row> group);

    /** 1 on rows that the check speaks of, 0 on others, -1 where that cannot be evaluated. */
    static Column scope(Check check, Probe probe) throws BrokenCheck {
        if (check.where().isEmpty()) {
            return lit(1);
        }
        Column spoken = coalesce(probe.condition(check.where().get()), lit(false));
        return probe.plannable(Guarded.orElse(when(spoken, lit(1)).otherwise(lit(0)), lit(-1)));
    }

    private static Column count(Column scope, int value) {
        return sum(when(scope.equalTo(value), lit(1L)).otherwise(lit(0L)));
    }

    private static String alsoThrew(long threw) {
        return threw == 0 ? "" : "; where could not be evaluated on " + threw + " rows";
    }

    /** The number of rows lies in a range. */
    record Count(RowCount check, int offset) implements TableMeasure {
        static Count of(RowCount check, Probe probe, SliceScan scan) throws BrokenCheck {
            Column scope = col(scan.input(scope(check, probe)));
            return new Count(check, scan.aggregate(List.of(count(scope, 1), count(scope, -1))));
        }

        @Override
        public Finding find(Instant asOf, Optional<Row> group) {
            long rows = group.map(row -> row.getLong(offset)).orElse(0L);
            long threw = group.map(row -> row.getLong(offset + 1)).orElse(0L);
            boolean inside =
                    rows >= check.min().orElse(0L) && rows <= check.max().orElse(Long.MAX_VALUE);
            String expected = CheckText.expected(check);
            return new Finding(
                    inside && threw == 0,
                    String.valueOf(rows),
                    expected,
                    rows + " rows, expected " + expected + alsoThrew(threw));
        }
    }

    /** The newest value is not too old. */
    record Newest(Fresh check, int offset) implements TableMeasure {
        static Newest of(Fresh check, Probe probe, SliceScan scan) throws BrokenCheck {
            DataType type = probe.field(check.of()).dataType();
            if (!(type instanceof TimestampType || type instanceof TimestampNTZType || type instanceof DateType)) {
                throw new BrokenCheck("fresh needs a timestamp or a date, " + check.of() + " is " + type.sql());
            }
            Column scope = col(scan.input(scope(check, probe)));
            Column value =
                    col(scan.input(unix_micros(col(Names.quoted(check.of())).cast("timestamp"))));
            return new Newest(check, scan.aggregate(List.of(max(when(scope.equalTo(1), value)), count(scope, -1))));
        }

        @Override
        public Finding find(Instant asOf, Optional<Row> group) {
            Instant oldest = asOf.minus(check.within());
            Optional<Instant> newest = group.filter(row -> !row.isNullAt(offset))
                    .map(row -> Instant.EPOCH.plus(row.getLong(offset), ChronoUnit.MICROS));
            long threw = group.map(row -> row.getLong(offset + 1)).orElse(0L);
            boolean fresh = newest.isPresent() && !newest.get().isBefore(oldest);
            String found = newest.map(value -> "the newest " + check.of() + " is " + value)
                    .orElse("no row has a " + check.of());
            return new Finding(
                    fresh && threw == 0,
                    newest.map(Instant::toString).orElse("no rows"),
                    ">= " + oldest,
                    found + ", expected at or after " + oldest + alsoThrew(threw));
        }
    }
}

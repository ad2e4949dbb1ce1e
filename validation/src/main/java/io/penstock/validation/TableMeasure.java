package io.penstock.validation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.Plural;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** A table check measured by tallies of a slice; a row on which its {@code where} throws makes it fail. */
sealed interface TableMeasure {
    Check check();

    /** What it finds in a slice. */
    Finding find(Instant asOf, Tally[] found);

    /** 1 on rows that the check speaks of, 0 on others, -1 where that cannot be evaluated. */
    static Column scope(Check check, Probe probe) throws BrokenCheck {
        if (check.where().isEmpty()) {
            return lit(1);
        }
        Column spoken = coalesce(probe.condition(check.where().get()), lit(false));
        return probe.plannable(Guarded.orElse(when(spoken, lit(1)).otherwise(lit(0)), lit(-1)));
    }

    /** The end of a message about rows that the check could not be told to speak of. */
    static String alsoThrew(long threw) {
        return threw == 0 ? "" : "; where could not be evaluated on " + threw + " " + Plural.of(threw, "row");
    }

    /** The number of rows lies in a range. */
    record Count(RowCount check, SliceScan.Key<CheckTallies.Scoped> key) implements TableMeasure {
        static Count of(RowCount check, Probe probe, SliceScan scan) throws BrokenCheck {
            int scope = scan.input(scope(check, probe));
            return new Count(check, scan.tally(new CheckTallies.Scoped(scope, CheckTallies.Scoped.NO_VALUE)));
        }

        @Override
        public Finding find(Instant asOf, Tally[] found) {
            long rows = key.in(found).rows();
            long threw = key.in(found).threw();
            boolean inside =
                    rows >= check.min().orElse(0L) && rows <= check.max().orElse(Long.MAX_VALUE);
            String expected = CheckText.expected(check);
            return new Finding(
                    inside && threw == 0,
                    String.valueOf(rows),
                    expected,
                    rows + " " + Plural.of(rows, "row") + ", expected " + expected + alsoThrew(threw));
        }
    }

    /** The newest value is not too old. */
    record Newest(Fresh check, SliceScan.Key<CheckTallies.Scoped> key) implements TableMeasure {
        static Newest of(Fresh check, Probe probe, SliceScan scan) throws BrokenCheck {
            DataType type = probe.field(check.of()).dataType();
            if (!(type instanceof TimestampType || type instanceof TimestampNTZType || type instanceof DateType)) {
                throw new BrokenCheck("fresh needs a timestamp or a date, " + check.of() + " is " + type.sql());
            }
            int scope = scan.input(scope(check, probe));
            int value = scan.input(unix_micros(ColumnNames.column(check.of()).cast("timestamp")));
            return new Newest(check, scan.tally(new CheckTallies.Scoped(scope, value)));
        }

        @Override
        public Finding find(Instant asOf, Tally[] found) {
            Instant oldest = asOf.minus(check.within());
            Optional<Instant> newest = Optional.of(key.in(found).newest())
                    .filter(micros -> micros != Long.MIN_VALUE)
                    .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
            long threw = key.in(found).threw();
            boolean fresh = newest.isPresent() && !newest.get().isBefore(oldest);
            String seen = newest.map(value -> "the newest " + check.of() + " is " + value)
                    .orElse("no row has a " + check.of());
            return new Finding(
                    fresh && threw == 0,
                    newest.map(Instant::toString).orElse("no rows"),
                    ">= " + oldest,
                    seen + ", expected at or after " + oldest + alsoThrew(threw));
        }
    }
}

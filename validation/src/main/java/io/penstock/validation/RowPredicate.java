package io.penstock.validation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;

/**
 * A row check as a condition on a schema.
 *
 * @param fails true on the rows that fail, false on all others, never null
 * @param canThrow whether SQL of the user's is in it, which may throw on a row
 */
record RowPredicate(Check check, Column fails, boolean canThrow) {

    static RowPredicate of(Check check, Probe probe) throws BrokenCheck {
        Column fails = coalesce(violated(check, probe), lit(false));
        if (check.where().isPresent()) {
            Column spoken = coalesce(probe.condition(check.where().get()), lit(false));
            fails = spoken.and(fails);
        }
        boolean canThrow = check instanceof Expression || check.where().isPresent();
        return new RowPredicate(check, canThrow ? fails : probe.plannable(fails), canThrow);
    }

    private static Column violated(Check check, Probe probe) throws BrokenCheck {
        if (check instanceof Complete complete) {
            return column(probe, complete.of()).isNull();
        } else if (check instanceof InRange range) {
            return outside(range, probe);
        } else if (check instanceof OneOf oneOf) {
            return unlisted(oneOf, probe);
        } else if (check instanceof Matches matches) {
            return unmatched(matches, probe);
        } else if (check instanceof Expression expression) {
            return not(probe.condition(expression.sql()));
        }
        throw new IllegalArgumentException(check.name() + " is no row check");
    }

    private static Column column(Probe probe, String name) throws BrokenCheck {
        return ColumnNames.column(probe.field(name).name());
    }

    private static Column outside(InRange range, Probe probe) throws BrokenCheck {
        Column column = column(probe, range.of());
        DataType type = probe.field(range.of()).dataType();
        Column outside = lit(false);
        if (range.min().isPresent()) {
            outside = outside.or(column.lt(bound(range, type, range.min().get(), RoundingMode.CEILING)));
        }
        if (range.max().isPresent()) {
            outside = outside.or(column.gt(bound(range, type, range.max().get(), RoundingMode.FLOOR)));
        }
        boolean floating = type instanceof DoubleType || type instanceof FloatType;
        return floating ? outside.or(isnan(column)) : outside;
    }

    /** A bound in the column's own type: comparing would else widen every value. */
    private static Column bound(InRange range, DataType type, BigDecimal bound, RoundingMode inward)
            throws BrokenCheck {
        if (type instanceof DoubleType) {
            return lit(bound.doubleValue());
        } else if (type instanceof FloatType) {
            return lit(bound.floatValue());
        } else if (type instanceof DecimalType) {
            return lit(bound);
        } else if (type instanceof ByteType
                || type instanceof ShortType
                || type instanceof IntegerType
                || type instanceof LongType) {
            BigDecimal whole = bound.setScale(0, inward);
            return lit(whole.min(BigDecimal.valueOf(Long.MAX_VALUE))
                    .max(BigDecimal.valueOf(Long.MIN_VALUE))
                    .longValueExact());
        }
        throw new BrokenCheck("in_range needs a number, " + range.of() + " is " + type.sql());
    }

    private static Column unlisted(OneOf oneOf, Probe probe) throws BrokenCheck {
        DataType type = probe.field(oneOf.of()).dataType();
        List<Column> values = new ArrayList<>();
        for (String value : oneOf.values()) {
            values.add(probe.plannable(lit(value).cast(type)));
        }
        return not(column(probe, oneOf.of()).isin(values.toArray()));
    }

    private static Column unmatched(Matches matches, Probe probe) throws BrokenCheck {
        DataType type = probe.field(matches.of()).dataType();
        if (!(type instanceof StringType)) {
            throw new BrokenCheck("matches needs text, " + matches.of() + " is " + type.sql());
        }
        try {
            Pattern.compile(matches.pattern());
        } catch (PatternSyntaxException e) {
            throw new BrokenCheck(
                    "the pattern " + matches.pattern() + " is no regular expression: " + e.getDescription(), e);
        }
        return not(column(probe, matches.of()).rlike("\\A(?:" + matches.pattern() + ")\\z"));
    }
}

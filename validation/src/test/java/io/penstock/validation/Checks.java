package io.penstock.validation;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Short ways to write checks in tests. */
final class Checks {
    private Checks() {}

    static CheckSuite suite(Check... checks) {
        return new CheckSuite(List.of(checks));
    }

    static Complete complete(String of) {
        return new Complete("complete(" + of + ")", of, Optional.empty(), Severity.ERROR, Location.NONE);
    }

    static InRange inRange(String of, String min, String max) {
        return new InRange(
                "in_range(" + of + ")", of, number(min), number(max), Optional.empty(), Severity.ERROR, Location.NONE);
    }

    static OneOf oneOf(String of, String... values) {
        return new OneOf("one_of(" + of + ")", of, List.of(values), Optional.empty(), Severity.ERROR, Location.NONE);
    }

    static Matches matches(String of, String pattern) {
        return new Matches("matches(" + of + ")", of, pattern, Optional.empty(), Severity.ERROR, Location.NONE);
    }

    static Expression expression(String sql) {
        return new Expression("expression(" + sql + ")", Sql.of(sql), Optional.empty(), Severity.ERROR, Location.NONE);
    }

    static Unique unique(String... columns) {
        return new Unique(
                "unique(" + String.join(", ", columns) + ")",
                List.of(columns),
                Optional.empty(),
                Severity.ERROR,
                Location.NONE);
    }

    static RowCount rowCount(Long min, Long max) {
        return new RowCount(
                "row_count",
                Optional.ofNullable(min),
                Optional.ofNullable(max),
                Optional.empty(),
                Severity.ERROR,
                Location.NONE);
    }

    static Fresh fresh(String of, Duration within) {
        return new Fresh("fresh(" + of + ")", of, within, Optional.empty(), Severity.ERROR, Location.NONE);
    }

    static Check where(Check check, String sql) {
        return copy(check, Optional.of(Sql.of(sql)), check.severity());
    }

    static Check warn(Check check) {
        return copy(check, check.where(), Severity.WARN);
    }

    private static Check copy(Check check, Optional<Sql> where, Severity severity) {
        if (check instanceof Complete c) {
            return new Complete(c.name(), c.of(), where, severity, c.at());
        } else if (check instanceof InRange c) {
            return new InRange(c.name(), c.of(), c.min(), c.max(), where, severity, c.at());
        } else if (check instanceof OneOf c) {
            return new OneOf(c.name(), c.of(), c.values(), where, severity, c.at());
        } else if (check instanceof Matches c) {
            return new Matches(c.name(), c.of(), c.pattern(), where, severity, c.at());
        } else if (check instanceof Expression c) {
            return new Expression(c.name(), c.sql(), where, severity, c.at());
        } else if (check instanceof Unique c) {
            return new Unique(c.name(), c.columns(), where, severity, c.at());
        } else if (check instanceof RowCount c) {
            return new RowCount(c.name(), c.min(), c.max(), where, severity, c.at());
        } else if (check instanceof Fresh c) {
            return new Fresh(c.name(), c.of(), c.within(), where, severity, c.at());
        }
        throw new IllegalArgumentException(check.name());
    }

    private static Optional<BigDecimal> number(String text) {
        return Optional.ofNullable(text).map(BigDecimal::new);
    }
}

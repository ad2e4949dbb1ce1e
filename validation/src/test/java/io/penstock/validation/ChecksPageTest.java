package io.penstock.validation;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** {@code docs/checks.md} is what the code does: {@code -Dupdate} rewrites it. What null and NaN do is tried out. */
class ChecksPageTest {
    private static final Path PAGE = Path.of("../docs/checks.md");
    private static final Set<String> COMMON = Set.of("name", "where", "severity", "at");
    private static final List<Check> ALL = List.of(
            Checks.complete("v"),
            Checks.inRange("v", "0", "1"),
            Checks.oneOf("v", "1"),
            Checks.matches("s", "1"),
            new Expression("expression", Sql.of("v > 0"), Optional.empty(), Severity.ERROR, Location.NONE),
            Checks.unique("v"),
            Checks.rowCount(1L, null),
            Checks.fresh("t", Duration.ofHours(1)));
    private static final String HEAD =
            """
            # Checks

            A row check judges each row: an error quarantines the row where the table has a quarantine (sources), and blocks the
            slice elsewhere. A table check looks at the good rows of a slice together: an error blocks the slice. `severity: warn`
            is recorded and does neither.

            - `where` restricts the rows that a check speaks of; rows for which it is false or null are left alone (they pass a row
              check and do not count in a table check).
            - A row on which SQL throws (division by zero, a bad cast) fails that check with the reason "could not be evaluated"; a
              table check whose `where` throws on a row fails. The job goes on.
            - A check that cannot be evaluated at all (an unknown column, a type that does not fit, SQL that does not parse or is
              not boolean, an aggregate, a window function, `rand()`) is `not_evaluated` with the reason; the others still run. With
              severity error it blocks every slice: that is the fault of the definition, not of the data.
            - An expected slice without rows passes row checks and `unique`, and gets the verdicts below from the others.

            | check | its own arguments | judges | null | NaN | measured |
            | --- | --- | --- | --- | --- | --- |
            """;

    @Test
    void thePageSaysWhatTheChecksDo() throws IOException {
        String page = HEAD + ALL.stream().map(ChecksPageTest::line).collect(Collectors.joining());
        if (System.getProperty("update") != null) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(ALL).hasSameSizeAs(Check.class.getPermittedSubclasses());
        assertThat(PAGE)
                .as("run the test with -Dupdate to rewrite it")
                .content()
                .isEqualTo(page);
    }

    private static String line(Check check) {
        String name = check.getClass()
                .getSimpleName()
                .replaceAll("(?<=.)([A-Z])", "_$1")
                .toLowerCase(java.util.Locale.ROOT);
        return "| `%s` | %s | %s | %s | %s | %s |%n"
                .formatted(
                        name,
                        arguments(check),
                        check.onRows() ? "rows" : "a table",
                        tried(check, "null"),
                        tried(check, "'NaN'"),
                        measured(check))
                .replace("\r", "");
    }

    private static String arguments(Check check) {
        return Arrays.stream(check.getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !COMMON.contains(name))
                .map(name -> name.equals("of") ? "column" : name)
                .collect(Collectors.joining(", "));
    }

    private static String tried(Check check, String value) {
        if (check instanceof RowCount) {
            return "";
        } else if (check instanceof Unique) {
            return value.equals("null") ? "not compared, counted in the message" : "equal to NaN";
        } else if (check instanceof Fresh) {
            return value.equals("null") ? "left out" : "";
        } else if (check instanceof Matches && !value.equals("null")) {
            return "";
        }
        Dataset<Row> row = LocalSpark.session().sql("select double(" + value + ") as v, string(" + value + ") as s");
        Dataset<Row> marked = RowGate.compile(Checks.suite(check), row.schema()).mark(row);
        boolean good = marked.select(col(RowGate.REFUSED)).first().getLong(0) == 0;
        return check instanceof Expression && !value.equals("null") ? "as SQL compares it" : good ? "passes" : "fails";
    }

    private static String measured(Check check) {
        if (check instanceof Unique) {
            return "share of the compared rows that share their key with none; every row of a duplicated key counts; `0.0` equals `-0.0`";
        } else if (check instanceof RowCount) {
            return "number of good rows, 0 for an empty slice; min and max are allowed";
        } else if (check instanceof Fresh) {
            return "newest value of the column, to be at or after the slice's as-of less `within`; none in an empty slice, which fails";
        } else if (check instanceof InRange) {
            return "share of rows that pass; min and max are inside, compared in the column's type";
        } else if (check instanceof OneOf) {
            return "share of rows that pass; values are read in the column's type";
        } else if (check instanceof Matches) {
            return "share of rows that pass; the whole text has to match";
        } else if (check instanceof Expression) {
            return "share of rows that pass; only false fails";
        }
        return "share of rows that pass";
    }
}

package io.penstock.features;

import io.penstock.base.Location;
import io.penstock.validation.Check;
import io.penstock.validation.Complete;
import io.penstock.validation.InRange;
import io.penstock.validation.RowCount;
import io.penstock.validation.Severity;
import io.penstock.validation.Unique;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The checks that every product of a kind passes, whatever its definition asks for besides. */
public final class ProductChecks {

    private ProductChecks() {}

    /** No column of them is null. */
    public static Check[] complete(List<String> columns) {
        return columns.stream()
                .map(column -> new Complete(
                        "complete(" + column + ")", column, Optional.empty(), Severity.ERROR, Location.NONE))
                .toArray(Check[]::new);
    }

    /** No two rows agree in all of the columns. */
    public static Check unique(List<String> columns) {
        return new Unique(
                "unique(" + String.join(", ", columns) + ")", columns, Optional.empty(), Severity.ERROR, Location.NONE);
    }

    /** The column lies in [0, 1]. */
    public static Check probability(String column) {
        return new InRange(
                "in_range(" + column + ")",
                column,
                Optional.of(BigDecimal.ZERO),
                Optional.of(BigDecimal.ONE),
                Optional.empty(),
                Severity.ERROR,
                Location.NONE);
    }

    /** There is a row. */
    public static Check notEmpty() {
        return new RowCount(
                "row_count", Optional.of(1L), Optional.empty(), Optional.empty(), Severity.ERROR, Location.NONE);
    }
}

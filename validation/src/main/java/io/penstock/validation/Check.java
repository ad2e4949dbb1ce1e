package io.penstock.validation;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import java.util.Optional;

/** One demand on data. Row checks judge each row, table checks the good rows of a slice together. */
public sealed interface Check permits Complete, Unique, InRange, OneOf, Matches, RowCount, Fresh, Expression {
    /** Its name in reports, unique in its suite, such as {@code in_range(dep_delay)}. */
    String name();

    /** The one column it looks at, where there is one. */
    Optional<String> column();

    /** The rows it looks at; all where empty. A row for which this is null is not looked at. */
    Optional<Sql> where();

    /** What its failure does. */
    Severity severity();

    /** Where it is defined. */
    Location at();

    /** Whether it judges each row by itself. */
    boolean onRows();
}

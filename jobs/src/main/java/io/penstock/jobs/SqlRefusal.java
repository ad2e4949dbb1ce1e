package io.penstock.jobs;

import io.penstock.base.Nearest;
import io.penstock.base.UserError;
import io.penstock.lake.Lake;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** Says why a query cannot be run: what Spark says without its plan and codes, and the names of the lake. */
final class SqlRefusal {
    private static final Pattern NOISE = Pattern.compile("(?s)\\n== SQL.*|^\\s*\\[[A-Z0-9_.]+\\]| SQLSTATE: \\w+");

    private final Project project;

    /** The tables of the lake as SQL names them. */
    private final List<String> tables;

    SqlRefusal(Project project, Lake lake) {
        this.project = project;
        this.tables =
                lake.tables().stream().map(table -> table.replace('/', '.')).toList();
    }

    UserError of(Exception failure) {
        Throwable cause = Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SparkThrowable.class::isInstance)
                .reduce((outer, inner) -> inner)
                .orElse(failure);
        return new UserError("this query cannot be run: " + text(cause), failure);
    }

    private String text(Throwable cause) {
        String code = cause instanceof SparkThrowable spark ? String.valueOf(spark.getErrorClass()) : "";
        if (code.equals("TABLE_OR_VIEW_NOT_FOUND")) {
            String name = named(cause, "relationName");
            return ExactView.noTable(project, name.replace('.', '/'))
                    .orElseGet(() -> "the lake has no table " + name + "; names are kind.table, such as features.NAME"
                            + near(name)
                                    .map(table -> "; did you mean " + table + "?")
                                    .orElse(""));
        } else if (code.equals("SCHEMA_NOT_FOUND")) {
            String kind = named(cause, "schemaName");
            return "the lake has no tables of the kind " + kind + Nearest.hint(kind, kinds());
        }
        String said = cause instanceof AnalysisException analysis ? analysis.getSimpleMessage() : cause.getMessage();
        return NOISE.matcher(AnsiAdvice.leftOutOf(String.valueOf(said)))
                .replaceAll("")
                .strip()
                .replaceAll("\\s+", " ")
                .replace(".; line", "; line");
    }

    /** A name of the failure, without the quotes around its parts. */
    private static String named(Throwable cause, String parameter) {
        return ((SparkThrowable) cause)
                .getMessageParameters()
                .getOrDefault(parameter, "")
                .replace("`", "");
    }

    /** The table whose own name is nearest, and of these the one whose kind is. */
    private Optional<String> near(String name) {
        Predicate<String> meant = Nearest.to(
                        leaf(name), tables.stream().map(SqlRefusal::leaf).toList())
                .<Predicate<String>>map(leaf -> table -> leaf(table).equals(leaf))
                .orElse(table -> false);
        List<String> near = tables.stream().filter(meant).toList();
        return Nearest.to(name, near).or(() -> near.stream().findFirst());
    }

    private List<String> kinds() {
        return tables.stream()
                .map(table -> table.substring(0, table.indexOf('.')))
                .distinct()
                .toList();
    }

    private static String leaf(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}

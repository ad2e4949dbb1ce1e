package io.penstock.features.definition;

import io.penstock.base.Nearest;
import io.penstock.base.Problems;
import io.penstock.validation.Check;
import io.penstock.validation.CheckSuite;
import io.penstock.validation.Expression;
import io.penstock.validation.Unique;
import java.util.List;

/** What is wrong with the checks of a table: they name columns that it does not have, or their SQL is refused. */
final class CheckRules {
    private CheckRules() {}

    static void check(CheckSuite suite, Scope scope, Problems problems) {
        SqlRules sql = new SqlRules(problems);
        for (Check check : suite.checks()) {
            for (String column : columns(check)) {
                if (!scope.has(column)) {
                    problems.add(
                            check.at(),
                            "check " + check.name() + " names the column \"" + column + "\", which " + scope.title()
                                    + " does not have" + Nearest.hint(column, scope.names()));
                }
            }
            sql.check(check.where(), "where of check " + check.name(), scope);
            if (check instanceof Expression expression) {
                sql.check(expression.sql(), "sql of check " + check.name(), scope);
            }
        }
    }

    private static List<String> columns(Check check) {
        return check instanceof Unique unique
                ? unique.columns()
                : check.column().stream().toList();
    }
}

package io.penstock.features.definition;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Nearest;
import io.penstock.base.Problems;
import io.penstock.base.Sql;
import io.penstock.base.UserError;
import java.util.Optional;
import java.util.Set;

/** What is wrong with an SQL expression: it does not parse, names no column or function, or holds what is not allowed. */
public final class SqlRules {
    private final Problems problems;

    public SqlRules(Problems problems) {
        this.problems = requireNonNull(problems, "problems");
    }

    /** Adds what is wrong with an expression over the columns of a scope. */
    public void check(Sql sql, String what, Scope scope) {
        for (String column : columns(sql, what)) {
            if (!scope.has(column)) {
                problems.add(
                        sql.at(),
                        what + " names the column \"" + column + "\", which " + scope.title() + " does not have"
                                + Nearest.hint(column, scope.names()));
            }
        }
    }

    /** The same where there may be no expression. */
    public void check(Optional<Sql> sql, String what, Scope scope) {
        sql.ifPresent(present -> check(present, what, scope));
    }

    /** The columns an expression names; none where it does not parse. */
    public static Set<String> columns(Sql sql) {
        return new SqlRules(new Problems()).columns(sql, "");
    }

    /** The columns an expression names, once all else that is wrong with it has been added; none where it does not parse. */
    Set<String> columns(Sql sql, String what) {
        try {
            SqlNames names = SqlNames.of(sql.text());
            names.refused()
                    .forEach(found -> problems.add(
                            sql.at(),
                            what + " holds " + found
                                    + ", which is refused: an expression sees one row and gives one value"));
            names.functions().forEach(function -> checkFunction(function, sql, what));
            return names.columns();
        } catch (UserError e) {
            problems.add(sql.at(), what + " is no SQL expression: " + e.getMessage() + " in: " + sql.text());
            return Set.of();
        }
    }

    private void checkFunction(String function, Sql sql, String what) {
        if (!SqlFunctions.exists(function)) {
            String near = Nearest.to(function, SqlFunctions.names())
                    .map(name -> "; did you mean \"" + name + "\"?")
                    .orElse("; see the functions of Spark SQL");
            problems.add(sql.at(), what + " calls \"" + function + "\", which is no function of Spark" + near);
        }
        SqlFunctions.refusal(function)
                .ifPresent(why -> problems.add(sql.at(), what + " calls " + function + ", which " + why));
    }
}

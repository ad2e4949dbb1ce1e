package io.penstock.features.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.Location;
import io.penstock.base.Problem;
import io.penstock.base.Problems;
import io.penstock.base.Sql;
import io.penstock.base.UserError;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlNamesTest {
    private static final Location HERE = new Location("f.yaml", 3);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + b",
                "timestampadd(MINUTE, int(a), b)",
                "coalesce(a, 'x y', \"z\") || `odd ``name`",
                "case when a > 1 then b else cast(c as double) end",
                "a between b and c and d in (1, 2) and e like 'x%' and f is not null",
                "date '2013-01-01' + interval 1 day > a",
                "sched_arr_time div 100 * 60 + sched_arr_time % 100",
                "extract(hour from a) + year(b) + substring(c from 1 for 2)",
                "if(A > a.b, -1e3, 0x1F) /* note */ -- end",
                "transform(split(a, ','), x -> concat(x, b))[0]",
                "Date + minute + order_ + current + first_value + interval_"
            })
    void columnsAreThoseThatSparkFinds(String sql) {
        TreeSet<String> ours = new TreeSet<>(SqlNames.of(sql).columns());
        TreeSet<String> sparks = new TreeSet<>();
        collect(CatalystSqlParser$.MODULE$.parseExpression(sql), sparks);
        if (sql.contains("->")) {
            sparks.add("b"); // Spark's parser takes every name in a lambda's body for a variable at first
        }

        assertThat(ours).isEqualTo(sparks).isNotEmpty();
    }

    private static void collect(Expression expression, TreeSet<String> names) {
        if (expression instanceof UnresolvedAttribute column) {
            names.add(column.nameParts().apply(0));
        }
        for (int i = 0; i < expression.children().size(); i++) {
            collect(expression.children().apply(i), names);
        }
    }

    @Test
    void whatDoesNotParseIsToldWithItsPlace() {
        assertThatThrownBy(() -> SqlNames.of("a + ) b"))
                .isInstanceOf(UserError.class)
                .hasMessage("syntax error at \")\" (character 5)");
        assertThatThrownBy(() -> SqlNames.of("a and\nb +")).hasMessage("syntax error at its end (line 2, character 4)");
        assertThatThrownBy(() -> SqlNames.of("")).hasMessage("syntax error at its end (character 1)");
        assertThatThrownBy(() -> SqlNames.of("a; drop table b")).hasMessage("syntax error at \";\" (character 2)");
    }

    @Test
    void whatAnExpressionMayNotHoldIsToldByName() {
        assertThat(problems(
                        "Now() > a",
                        "RAND() < 0.5",
                        "sum(a)",
                        "rank() over (order by a)",
                        "explode(a)",
                        "a in (select 1)"))
                .containsExactly(
                        "f.yaml:3: where calls now, which reads the wall clock; as-of is logical here, so name a"
                                + " column such as event_timestamp",
                        "f.yaml:3: where calls rand, which gives another value each time; the same input must give the"
                                + " same output",
                        "f.yaml:3: where calls sum, which aggregates rows; an expression sees one row at a time",
                        "f.yaml:3: where holds a window (OVER), which is refused: an expression sees one row and gives"
                                + " one value",
                        "f.yaml:3: where calls rank, which looks at other rows; an expression sees one row at a time",
                        "f.yaml:3: where calls explode, which makes several rows of one; an expression gives one value"
                                + " a row",
                        "f.yaml:3: where holds a subquery, which is refused: an expression sees one row and gives one"
                                + " value");
        assertThat(problems("current_timestamp > a", "first(a) = 1", "a as b", "count(*) > 1", ":p > a", "a(1)"))
                .extracting(text -> text.substring("f.yaml:3: ".length()).split(",")[0])
                .containsExactly(
                        "where calls current_timestamp",
                        "where calls first",
                        "where holds an alias (AS)",
                        "where holds a star",
                        "where calls count",
                        "where holds a parameter",
                        "where calls \"a\"");
    }

    @Test
    void aColumnIsFoundWithoutRegardToCaseElseTheNearestIsNamed() {
        assertThat(problems("A > 0")).isEmpty();
        assertThat(problems("dep_dely > 0"))
                .containsExactly(
                        "f.yaml:3: where names the column \"dep_dely\", which source rides does not have; did you mean"
                                + " \"dep_delay\"? Allowed: a, dep_delay");
    }

    private static List<String> problems(String... expressions) {
        Problems problems = new Problems();
        Scope scope = Scope.empty("source rides").with("a", Optional.empty()).with("dep_delay", Optional.empty());
        for (String each : expressions) {
            new SqlRules(problems).check(new Sql(each, HERE), "where", scope);
        }
        return problems.all().stream().map(Problem::toString).toList();
    }
}

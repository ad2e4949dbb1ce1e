package io.penstock.validation;

import static io.penstock.validation.Checks.complete;
import static io.penstock.validation.Checks.expression;
import static io.penstock.validation.Checks.inRange;
import static io.penstock.validation.Checks.matches;
import static io.penstock.validation.Checks.oneOf;
import static io.penstock.validation.Checks.suite;
import static io.penstock.validation.Checks.warn;
import static io.penstock.validation.Checks.where;
import static io.penstock.validation.Frames.frame;
import static io.penstock.validation.Frames.row;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.DefinitionError;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RowGateTest {
    private static final String DDL = "id int, day string, n int, d double, f float, s string";

    @Test
    void completeAloneFailsOnNull() {
        Dataset<Row> rows = frame(DDL, row(1, "x", null, null, null, null));

        assertThat(refused(rows, complete("n"), complete("d"), complete("s"))).containsExactly(1);
        assertThat(refused(
                        rows,
                        inRange("n", "0", "1"),
                        inRange("d", "0", "1"),
                        oneOf("s", "a"),
                        matches("s", "a"),
                        expression("n > 1")))
                .isEmpty();
    }

    @Test
    void notANumberIsInNoRangeButIsAValue() {
        Dataset<Row> rows = frame(DDL, row(1, "x", 1, Double.NaN, Float.NaN, "a"));

        assertThat(refused(rows, inRange("d", "0", null))).containsExactly(1);
        assertThat(refused(rows, inRange("d", null, "0"))).containsExactly(1);
        assertThat(refused(rows, inRange("f", "0", null))).containsExactly(1);
        assertThat(refused(rows, complete("d"))).isEmpty();
    }

    @Test
    void bothEndsOfARangeAreInside() {
        Dataset<Row> rows = frame(
                DDL,
                row(1, "x", -120, -120.0, 0.1f, "a"),
                row(2, "x", 1440, 1440.0, 0.3f, "a"),
                row(3, "x", 1441, 1440.0000001, 0.30001f, "a"));

        assertThat(refused(rows, inRange("n", "-120", "1440"))).containsExactly(3);
        assertThat(refused(rows, inRange("n", "-120.5", "1440.5"))).containsExactly(3);
        assertThat(refused(rows, inRange("n", null, "100000000000000000000"))).isEmpty();
        assertThat(refused(rows, inRange("d", "-120", "1440"))).containsExactly(3);
        assertThat(refused(rows, inRange("f", "0.1", "0.3"))).containsExactly(3);
    }

    @Test
    void valuesAreComparedInTheColumnsType() {
        Dataset<Row> rows = frame(DDL, row(1, "x", 1, 1.0, 1f, "a"), row(2, "x", 3, 3.0, 3f, "A"));

        assertThat(refused(rows, oneOf("n", "1", "2"))).containsExactly(2);
        assertThat(refused(rows, oneOf("d", "1", "2"))).containsExactly(2);
        assertThat(refused(rows, oneOf("s", "a", "b"))).containsExactly(2);
    }

    @Test
    void thePatternHasToMatchTheWholeText() {
        Dataset<Row> rows = frame(
                DDL, row(1, "x", 1, 1.0, 1f, "N12"), row(2, "x", 1, 1.0, 1f, "xN12"), row(3, "x", 1, 1.0, 1f, "N12\n"));

        assertThat(refused(rows, matches("s", "N[0-9]+|Z"))).containsExactly(2, 3);
    }

    @Test
    void whereLeavesOtherRowsAlone() {
        Dataset<Row> rows = frame(
                DDL,
                row(1, "x", null, 1.0, 1f, "a"),
                row(2, "x", null, 2.0, 1f, "a"),
                row(3, "x", null, null, 1f, "a"));

        assertThat(refused(rows, where(complete("n"), "d > 1"))).containsExactly(2);
    }

    @Test
    void aRowOnWhichSqlThrowsFailsThatCheckAndStopsNothing() {
        Dataset<Row> rows =
                frame(DDL, row(1, "x", 0, 1.0, 1f, "a"), row(2, "x", 2, 1.0, 1f, "7"), row(3, "x", 100, 1.0, 1f, "7"));
        RowGate gate = RowGate.compile(
                suite(expression("10 / n > 1"), expression("int(s) = 7"), where(complete("s"), "10 / n > 4")),
                rows.schema());

        List<Row> marked = gate.mark(rows)
                .select(col("id"), gate.reasons(col(RowGate.REFUSED)).as("reasons"))
                .orderBy("id")
                .collectAsList();

        assertThat(messages(marked.get(0)))
                .containsExactly(
                        "expression(10 / n > 1): could not be evaluated: 10 / n > 1",
                        "expression(int(s) = 7): could not be evaluated: int(s) = 7",
                        "complete(s): could not be evaluated: not null where 10 / n > 4");
        assertThat(messages(marked.get(1))).isEmpty();
        assertThat(messages(marked.get(2))).containsExactly("expression(10 / n > 1): not true: 10 / n > 1");
    }

    @Test
    void reasonsNameCheckColumnAndWhatWasExpected() {
        Dataset<Row> rows = frame(DDL, row(1, "x", 200, null, 1f, "q"));
        RowGate gate = RowGate.compile(
                suite(
                        complete("d"),
                        inRange("n", "0", "100"),
                        oneOf("s", "a", "b"),
                        matches("s", "[ab]"),
                        expression("n < 7")),
                rows.schema());

        Row reasons = gate.mark(rows).select(gate.reasons(col(RowGate.REFUSED))).first();

        assertThat(messages(reasons, 0))
                .containsExactly(
                        "complete(d): d is null",
                        "in_range(n): n is outside 0..100",
                        "one_of(s): s is not one of a, b",
                        "matches(s): s does not match [ab]",
                        "expression(n < 7): not true: n < 7");
        Row first = (Row) reasons.getList(0).get(0);
        assertThat(first.schema().fieldNames()).containsExactly("check_name", "column_name", "message");
        assertThat(first.getString(1)).isEqualTo("d");
    }

    @Test
    void aWarningNeverRefuses() {
        Dataset<Row> rows = frame(DDL, row(1, "x", null, 1.0, 1f, "a"));
        RowGate gate = RowGate.compile(suite(warn(complete("n"))), rows.schema());

        Row marked = gate.mark(rows).select(RowGate.REFUSED, RowGate.WARNED).first();

        assertThat(marked.getLong(0)).isZero();
        assertThat(marked.getLong(1)).isNotZero();
        assertThat(gate.measure(gate.mark(rows), "day", List.of("x")))
                .extracting(CheckResult::verdict)
                .containsExactly(CheckVerdict.WARNED);
    }

    @Test
    void eachExpectedSliceIsMeasuredAlsoWithoutRows() {
        Dataset<Row> rows =
                frame(DDL, row(1, "x", null, 1.0, 1f, "a"), row(2, "x", 1, 1.0, 1f, "a"), row(3, "y", 1, 1.0, 1f, "a"));
        RowGate gate = RowGate.compile(suite(complete("n")), rows.schema());

        List<CheckResult> results = gate.measure(gate.mark(rows), "day", List.of("x", "y", "z"));

        assertThat(results).extracting(CheckResult::slice).containsExactly("x", "y", "z");
        assertThat(results)
                .extracting(CheckResult::verdict)
                .containsExactly(CheckVerdict.FAILED, CheckVerdict.PASSED, CheckVerdict.PASSED);
        assertThat(results).extracting(CheckResult::observed).containsExactly("0.5", "1", "no rows");
        assertThat(results.get(0).message()).isEqualTo("1 of 2 rows fail");
    }

    @Test
    void aBrokenCheckIsReportedAloneAndTheOthersStillRun() {
        Dataset<Row> rows = frame(DDL, row(1, "x", null, 1.0, 1f, "a"));
        RowGate gate = RowGate.compile(
                suite(
                        expression("nn > 1"),
                        expression("n +"),
                        expression("n + 1"),
                        expression("sum(n) > 1"),
                        expression("rand() > 0.5"),
                        expression("row_number() over (order by n) = 1"),
                        where(complete("s"), "n"),
                        inRange("s", "0", "1"),
                        oneOf("n", "a"),
                        matches("n", "1"),
                        matches("s", "("),
                        complete("dd"),
                        complete("n")),
                rows.schema());

        List<CheckResult> results = gate.measure(gate.mark(rows), "day", List.of("x"));

        assertThat(results.subList(0, 12)).extracting(CheckResult::verdict).containsOnly(CheckVerdict.NOT_EVALUATED);
        assertThat(results.get(12).verdict()).isEqualTo(CheckVerdict.FAILED);
        assertThat(results.get(0).message()).contains("fault of its definition").contains("`nn` cannot be resolved");
        assertThat(results.get(2).message()).contains("\"n + 1\" is of type INT, not BOOLEAN");
        assertThat(results.get(7).message()).contains("in_range needs a number, s is STRING");
        assertThat(results.get(8).message()).contains("'a'").contains("cannot be cast to \"INT\"");
        assertThat(results.get(9).message()).contains("matches needs text, n is INT");
        assertThat(results.get(11).message()).contains("there is no column dd");
    }

    @Test
    void moreChecksThanBitsAreRefused() {
        Dataset<Row> rows = frame(DDL, row(1, "x", 1, 1.0, 1f, "a"));
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < 63; i++) {
            checks.add(inRange("n", "" + i, null));
        }
        assertThat(refused(rows, checks.toArray(Check[]::new))).containsExactly(1);
        checks.add(complete("n"));

        assertThatThrownBy(() -> RowGate.compile(new CheckSuite(checks), rows.schema()))
                .isInstanceOf(DefinitionError.class)
                .hasMessageContaining("complete(n) is one row check too many: a suite has 63 places");
    }

    private static List<Integer> refused(Dataset<Row> rows, Check... checks) {
        Dataset<Row> marked = RowGate.compile(suite(checks), rows.schema()).mark(rows);
        return marked.filter(col(RowGate.REFUSED).notEqual(0L)).select("id").collectAsList().stream()
                .map(row -> row.getInt(0))
                .sorted()
                .toList();
    }

    private static List<String> messages(Row row) {
        return messages(row, 1);
    }

    private static List<String> messages(Row row, int at) {
        return row.<Row>getList(at).stream()
                .map(reason -> reason.getString(0) + ": " + reason.getString(2))
                .toList();
    }
}

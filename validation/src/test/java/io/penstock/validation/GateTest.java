package io.penstock.validation;

import static io.penstock.validation.Checks.complete;
import static io.penstock.validation.Checks.expression;
import static io.penstock.validation.Checks.fresh;
import static io.penstock.validation.Checks.inRange;
import static io.penstock.validation.Checks.rowCount;
import static io.penstock.validation.Checks.suite;
import static io.penstock.validation.Checks.unique;
import static io.penstock.validation.Checks.warn;
import static io.penstock.validation.Checks.where;
import static io.penstock.validation.Frames.byDay;
import static io.penstock.validation.Frames.frame;
import static io.penstock.validation.Frames.row;
import static io.penstock.validation.Frames.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.penstock.base.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final String DDL = "day string, id int, s string, d double, t timestamp";
    private static final LocalDate EVE = LocalDate.of(2012, 12, 31);
    private static final Function<String, Instant> END_OF_DAY =
            slice -> LocalDate.parse(slice).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);

    private final Dataset<Row> rows = frame(
            DDL,
            row("2013-01-01", 1, "a", 1.0, at("2013-01-01T10:00:00Z")),
            row("2013-01-01", 2, "b", 3.0, at("2013-01-01T23:00:00Z")),
            row("2013-01-02", 3, "a", 2.0, at("2013-01-02T12:00:00Z")),
            row("2013-01-02", 3, null, Double.NaN, at("2013-01-02T22:59:59Z")));
    private final Candidate candidate = byDay(rows, "2013-01-01", "2013-01-02", "2013-01-03");

    @Test
    void aSliceThatHoldsEverythingPassesAndTheOthersAreBlocked() {
        GateReport report = Gate.check(candidate, suite(complete("s"), rowCount(1L, null)), END_OF_DAY);

        assertThat(report.blocked())
                .containsOnly(
                        entry("2013-01-02", List.of("complete(s): 1 of 2 rows fail")),
                        entry("2013-01-03", List.of("row_count: 0 rows, expected at least 1 row")));
        Validated validated = report.validated().orElseThrow();
        assertThat(validated.slices()).containsExactly("2013-01-01");
        assertThat(validated.candidate()).isSameAs(candidate);
        assertThat(validated.content("2013-01-01")).isEqualTo(report.contents().get("2013-01-01"));
        assertThatThrownBy(() -> validated.content("2013-01-02"))
                .isInstanceOf(Fault.class)
                .hasMessage("slice 2013-01-02 of features/test did not pass the gate; these did: [2013-01-01]");
    }

    @Test
    void everySliceBlockedMeansNothingToPublish() {
        GateReport report = Gate.check(candidate, suite(rowCount(100L, null)), END_OF_DAY);

        assertThat(report.blocked()).containsOnlyKeys("2013-01-01", "2013-01-02", "2013-01-03");
        assertThat(report.validated()).isEmpty();
        assertThat(report.contents().values()).extracting(SliceContent::rows).containsExactly(2L, 2L, 0L);
    }

    @Test
    void warningsNeverBlock() {
        GateReport report = Gate.check(
                candidate,
                suite(
                        warn(complete("s")),
                        warn(unique("id")),
                        warn(rowCount(3L, null)),
                        warn(expression("nosuch > 1"))),
                END_OF_DAY);

        assertThat(report.blocked()).isEmpty();
        assertThat(report.validated().orElseThrow().slices()).hasSize(3);
        assertThat(report.results())
                .extracting(CheckResult::verdict)
                .containsExactly(
                        CheckVerdict.PASSED,
                        CheckVerdict.NOT_EVALUATED,
                        CheckVerdict.PASSED,
                        CheckVerdict.WARNED,
                        CheckVerdict.WARNED,
                        CheckVerdict.NOT_EVALUATED,
                        CheckVerdict.WARNED,
                        CheckVerdict.WARNED,
                        CheckVerdict.PASSED,
                        CheckVerdict.NOT_EVALUATED,
                        CheckVerdict.PASSED,
                        CheckVerdict.WARNED);
    }

    @Test
    void aBrokenCheckBlocksEverySliceAndTheOthersStillRun() {
        for (Check broken : List.of(
                expression("nosuch > 1"),
                unique("nosuch"),
                fresh("s", Duration.ofHours(1)),
                where(rowCount(0L, null), "nosuch"))) {
            GateReport report = Gate.check(candidate, suite(broken, complete("id")), END_OF_DAY);

            assertThat(report.blocked()).as(broken.name()).containsOnlyKeys("2013-01-01", "2013-01-02", "2013-01-03");
            assertThat(report.blocked().get("2013-01-01"))
                    .singleElement()
                    .asString()
                    .startsWith(broken.name()
                            + " cannot be evaluated, which is the fault of its definition, not of the data: ");
            assertThat(report.results())
                    .filteredOn(result -> result.checkName().equals("complete(id)"))
                    .extracting(CheckResult::verdict)
                    .containsOnly(CheckVerdict.PASSED)
                    .hasSize(3);
        }
    }

    @Test
    void rowCountIncludesBothEnds() {
        assertThat(verdict(suite(rowCount(2L, 2L)), "2013-01-01")).isEqualTo(CheckVerdict.PASSED);
        assertThat(verdict(suite(rowCount(3L, null)), "2013-01-01")).isEqualTo(CheckVerdict.FAILED);
        assertThat(verdict(suite(rowCount(null, 1L)), "2013-01-01")).isEqualTo(CheckVerdict.FAILED);
        assertThat(verdict(suite(rowCount(0L, null)), "2013-01-03")).isEqualTo(CheckVerdict.PASSED);
        assertThat(verdict(suite(where(rowCount(1L, 1L), "s = 'a'")), "2013-01-02"))
                .isEqualTo(CheckVerdict.PASSED);
    }

    @Test
    void freshLooksBackFromTheSlicesAsOf() {
        assertThat(verdict(suite(fresh("t", Duration.ofHours(1))), "2013-01-01"))
                .isEqualTo(CheckVerdict.PASSED);
        assertThat(verdict(suite(fresh("t", Duration.ofHours(1))), "2013-01-02"))
                .isEqualTo(CheckVerdict.FAILED);
        assertThat(verdict(suite(fresh("t", Duration.ofHours(1))), "2013-01-03"))
                .isEqualTo(CheckVerdict.FAILED);
        assertThat(verdict(suite(where(fresh("t", Duration.ofHours(13)), "id = 1")), "2013-01-01"))
                .isEqualTo(CheckVerdict.FAILED);

        CheckResult result = result(suite(fresh("t", Duration.ofHours(1))), "2013-01-02");
        assertThat(result.observed()).isEqualTo("2013-01-02T22:59:59Z");
        assertThat(result.expected()).isEqualTo(">= 2013-01-02T23:00:00Z");
        assertThat(result.message())
                .isEqualTo("the newest t is 2013-01-02T22:59:59Z, expected at or after 2013-01-02T23:00:00Z");
    }

    @Test
    void everyRowOfADuplicatedKeyCountsAndNullKeysAreNotCompared() {
        Dataset<Row> doubled = frame(
                "day string, a int, b double",
                row("x", 1, 0.0),
                row("x", 1, -0.0),
                row("x", 1, 0.0),
                row("x", 2, Double.NaN),
                row("x", 2, Double.NaN),
                row("x", 3, 1.0),
                row("x", null, 1.0),
                row("x", null, 1.0),
                row("y", 3, 1.0));

        GateReport report = Gate.check(byDay(doubled, "x", "y"), suite(unique("a", "b")), slice -> Instant.EPOCH);

        assertThat(report.results())
                .extracting(CheckResult::verdict)
                .containsExactly(CheckVerdict.FAILED, CheckVerdict.PASSED);
        assertThat(report.results()).extracting(CheckResult::observed).containsExactly("0.1666", "1");
        assertThat(report.results().get(0).message())
                .isEqualTo("5 of 6 rows share their key with another; 2 rows with a null in the key were not compared");
    }

    @Test
    void keysOfAnyTypeAreComparedAsGroupingDoes() {
        float otherNaN = Float.intBitsToFloat(0x7fc00001);
        Dataset<Row> twins = frame(
                "day string, f float, n float, l array<double>, r struct<x: double, y: string>, m decimal(25, 2),"
                        + " b binary, z boolean, e date",
                row("x", 0f, Float.NaN, new Double[] {0.0}, twin(0.0), new BigDecimal("1.50"), bytes(), true, EVE),
                row("x", -0f, otherNaN, new Double[] {-0.0}, twin(-0.0), new BigDecimal("1.5"), bytes(), true, EVE));

        for (String key : List.of("f", "n", "l", "r", "m", "b", "z", "e")) {
            assertThat(Gate.check(byDay(twins, "x"), suite(unique(key)), slice -> Instant.EPOCH)
                            .results())
                    .as(key)
                    .extracting(CheckResult::message)
                    .containsExactly("2 of 2 rows share their key with another");
        }
    }

    private static Row twin(double x) {
        return RowFactory.create(x, "y");
    }

    private static byte[] bytes() {
        return new byte[] {1, 2};
    }

    @Test
    void aSliceColumnOfDaysNamesSlicesAsSparkWritesThem() {
        Dataset<Row> days = frame(
                "day date, id int",
                row(EVE, 1),
                row(EVE.plusDays(1), 2),
                row(EVE, 1),
                row(LocalDate.of(7, 1, 1), 3),
                row(LocalDate.of(12013, 1, 1), 3));
        String[] names = days.selectExpr("cast(day as string)").distinct().collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toArray(String[]::new);

        GateReport report = Gate.check(byDay(days, names), suite(unique("id")), slice -> Instant.EPOCH);

        assertThat(names).containsExactly("+12013-01-01", "0007-01-01", "2012-12-31", "2013-01-01");
        assertThat(report.blocked())
                .containsOnly(entry("2012-12-31", List.of("unique(id): 2 of 2 rows share their key with another")));
        assertThat(report.contents().values()).extracting(SliceContent::rows).containsExactly(1L, 1L, 2L, 1L);
        Dataset<Row> dayless = days.union(frame("day date, id int", row(null, 4)));
        assertThatThrownBy(() -> Gate.check(byDay(dayless, names), CheckSuite.NONE, slice -> Instant.EPOCH))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith("rows of slice null were not expected in features/test;");
    }

    @Test
    void aTableCheckFailsWhereItsWhereThrows() {
        GateReport report = Gate.check(
                candidate,
                suite(where(rowCount(0L, null), "1 / (id - 1) > 0"), where(unique("id"), "1 / (id - 1) > 0")),
                END_OF_DAY);

        assertThat(report.blocked()).containsOnlyKeys("2013-01-01", "2013-01-02");
        assertThat(report.blocked().get("2013-01-01"))
                .allMatch(reason -> reason.endsWith("where could not be evaluated on 1 row"));
        assertThat(report.blocked().get("2013-01-02"))
                .containsExactly("unique(id): 2 of 2 rows share their key with another");
    }

    @Test
    void resultsOfARowGateJoinTheReportAndOnlyBrokenOnesBlock() {
        CheckSuite suite = suite(complete("s"), rowCount(1L, null));
        RowGate rowGate = RowGate.compile(suite, rows.schema());
        Dataset<Row> marked = rowGate.mark(rows);
        Candidate good =
                byDay(marked.filter("__refused = 0").drop(RowGate.REFUSED, RowGate.WARNED), "2013-01-01", "2013-01-02");

        GateReport report = Gate.checkGood(good, suite, END_OF_DAY, rowGate.measure(marked, "day", good.slices()));

        assertThat(report.results())
                .extracting(CheckResult::checkName)
                .containsExactly("complete(s)", "complete(s)", "row_count", "row_count");
        assertThat(report.results().get(1).verdict()).isEqualTo(CheckVerdict.FAILED);
        assertThat(report.blocked()).isEmpty();
        assertThat(report.contents().get("2013-01-02").rows()).isEqualTo(1);
        assertThat(report.validated().orElseThrow().suiteFingerprint()).isEqualTo(suite.fingerprint());

        CheckSuite broken = suite(expression("nosuch > 1"));
        List<CheckResult> results = RowGate.compile(broken, rows.schema()).measure(marked, "day", good.slices());
        assertThat(Gate.checkGood(good, broken, END_OF_DAY, results).blocked())
                .containsOnlyKeys("2013-01-01", "2013-01-02");
    }

    @Test
    void metricsLeaveOutNotANumberAndWhatHasNoValue() {
        GateReport report = Gate.check(candidate, CheckSuite.NONE, END_OF_DAY);

        assertThat(metric(report, "2013-01-01", "d", "mean")).hasValue(2.0);
        assertThat(metric(report, "2013-01-01", "d", "standard_deviation")).hasValue(1.0);
        assertThat(metric(report, "2013-01-01", "d", "minimum")).hasValue(1.0);
        assertThat(metric(report, "2013-01-01", "d", "maximum")).hasValue(3.0);
        assertThat(metric(report, "2013-01-01", "s", "approx_count_distinct")).hasValue(2.0);
        assertThat(metric(report, "2013-01-02", "d", "mean")).hasValue(2.0);
        assertThat(metric(report, "2013-01-02", "d", "completeness")).hasValue(1.0);
        assertThat(metric(report, "2013-01-02", "s", "completeness")).hasValue(0.5);
        assertThat(report.metrics())
                .filteredOn(metric -> metric.slice().equals("2013-01-03"))
                .containsExactly(new Metric("2013-01-03", Optional.empty(), "size", 0.0));
    }

    @Test
    void sumsOfHugeIntegersDoNotOverflow() {
        Dataset<Row> huge = frame("day string, n bigint", row("x", Long.MAX_VALUE), row("x", Long.MAX_VALUE));

        GateReport report = Gate.check(byDay(huge, "x"), suite(inRange("n", "0", null)), slice -> Instant.EPOCH);

        assertThat(report.blocked()).isEmpty();
        assertThat(metric(report, "x", "n", "mean")).hasValue((double) Long.MAX_VALUE);
    }

    @Test
    void aCandidateWithoutSliceColumnIsOneSlice() {
        GateReport report = Gate.check(whole(rows), suite(rowCount(4L, 4L)), slice -> Instant.EPOCH);

        assertThat(report.validated().orElseThrow().slices()).containsExactly("all");
        assertThat(report.contents().get("all").rows()).isEqualTo(4);
    }

    @Test
    void aRowOfASliceThatWasNotExpectedIsAFault() {
        assertThatThrownBy(() -> Gate.check(byDay(rows, "2013-01-01"), CheckSuite.NONE, END_OF_DAY))
                .isInstanceOf(Fault.class)
                .hasMessage("rows of slice 2013-01-02 were not expected in features/test; expected are [2013-01-01]");
    }

    @Test
    void columnNamesMayHoldDotsSpacesAndQuotes() {
        Dataset<Row> odd = frame("day string, `a.b` int, `c ``d` double, `select` string", row("x", 1, 2.0, "q"));

        GateReport report = Gate.check(
                byDay(odd, "x"),
                suite(complete("a.b"), inRange("c `d", "2", "2"), unique("a.b", "select"), Checks.oneOf("select", "q")),
                slice -> Instant.EPOCH);

        assertThat(report.results()).extracting(CheckResult::verdict).containsOnly(CheckVerdict.PASSED);
        assertThat(metric(report, "x", "c `d", "mean")).hasValue(2.0);
    }

    private CheckVerdict verdict(CheckSuite suite, String slice) {
        return result(suite, slice).verdict();
    }

    private CheckResult result(CheckSuite suite, String slice) {
        return Gate.check(candidate, suite, END_OF_DAY).results().stream()
                .filter(result -> result.slice().equals(slice))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Double> metric(GateReport report, String slice, String column, String name) {
        return report.metrics().stream()
                .filter(metric -> metric.slice().equals(slice)
                        && metric.column().equals(Optional.of(column))
                        && metric.metric().equals(name))
                .map(Metric::value)
                .findFirst();
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }
}

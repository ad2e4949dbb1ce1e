package io.penstock.jobs;

import static io.penstock.jobs.Cell.Whole.COUNTS;
import static io.penstock.jobs.Cell.Whole.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Json;
import io.penstock.validation.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class CellTest {
    @Test
    void numbersAreWholeWhereShortAndKeepWhatStandsBeforeThePoint() {
        assertThat(List.of(
                                10.0,
                                -3.13,
                                1391.92,
                                1234567.891,
                                123456789.5,
                                0.18181818181818182,
                                2 / 3e4,
                                1e-300 / 3,
                                1e300 / 3,
                                0.0)
                        .stream()
                        .map(each -> Cell.text(each, COUNTS)))
                .containsExactly(
                        "10.0",
                        "-3.13",
                        "1391.92",
                        "1234568",
                        "123456790",
                        "0.181818",
                        "6.66667e-05",
                        "3.33333e-301",
                        "3.33333e+299",
                        "0.0");
        assertThat(List.of(1_234_567L, 12, Double.NaN).stream().map(each -> Cell.text(each, COUNTS)))
                .containsExactly("1,234,567", "12", "NaN");
    }

    @Test
    void wholeNumbersOfDataHaveNoSeparators() {
        Row row = LocalSpark.session()
                .sql("select 2004 y, 2004L l, array(2004) a, named_struct('x', -1234567) s, 2004.5D d")
                .first();

        assertThat(RowValues.of(row).stream().map(each -> Cell.text(each, DATA)))
                .containsExactly("2004", "2004", "[2004]", "{x: -1234567}", "2004.5");
        assertThat(RowValues.of(row).stream().map(each -> Cell.text(each, COUNTS)))
                .containsExactly("2,004", "2,004", "[2,004]", "{x: -1,234,567}", "2004.5");
    }

    @Test
    void arraysStructsAndMapsAreReadable() {
        Row row = LocalSpark.session()
                .sql("select array(12.5D, null, 3D) a, named_struct('x', 1, 'y', array('b')) s, map('k', true) m")
                .first();

        assertThat(RowValues.of(row).stream().map(each -> Cell.text(each, COUNTS)))
                .containsExactly("[12.5, null, 3.0]", "{x: 1, y: [b]}", "{k: true}");
        assertThat(Json.write(Cell.plain(RowValues.of(row))))
                .isEqualTo("[[12.5,null,3.0],{\"x\":1,\"y\":[\"b\"]},{\"k\":true}]");
    }

    @Test
    void columnsOfOneNameKeepAValueEach() {
        Row row = LocalSpark.session().sql("select 1 x, 2 x").first();

        assertThat(RowValues.of(row)).isEqualTo(List.of(1, 2));
    }

    @Test
    void aTextStaysOnItsLineAndCanBeCut() {
        assertThat(Cell.text("a\nb", COUNTS)).isEqualTo("a b");
        assertThat(Cell.text("x".repeat(70), COUNTS)).hasSize(70);
        assertThat(Cell.cut("x".repeat(70))).hasSize(60).endsWith("...");
        assertThat(Cell.cut("x".repeat(60))).isEqualTo("x".repeat(60));
        assertThat(Cell.text(null, COUNTS)).isEmpty();
    }
}

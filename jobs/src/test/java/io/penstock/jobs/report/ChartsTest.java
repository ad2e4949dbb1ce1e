package io.penstock.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChartsTest {
    private static final LocalDate DAY = LocalDate.parse("2013-01-01");

    @Test
    void aDayThatIsNotPublishedIsAGap() {
        DayChart chart = RowsByDay.chart(
                "a view",
                List.of(new DayRows(DAY, 10), new DayRows(DAY.plusDays(1), 5), new DayRows(DAY.plusDays(3), 10)));

        assertThat(chart.svg().toString())
                .contains("d=\"M0 100V6H250V53H500V100zM750 100V6H1000V100z\"")
                .contains("From 2013-01-01 to 2013-01-04, at most 10 rows a day");
        assertThat(chart.top()).isEqualTo("10");
        assertThat(chart.to()).isEqualTo("2013-01-04");
    }

    @Test
    void aViewWithoutAnyRowIsDrawnAsAFlatLine() {
        assertThat(RowsByDay.chart("a view", List.of(new DayRows(DAY, 0))).svg().toString())
                .contains("d=\"M0 100V100H1000V100z\"");
    }

    @Test
    void unpublishedBatchesLieBelowTheLine() {
        SourceFacts source = new SourceFacts(
                "departures",
                "",
                Optional.empty(),
                List.of(
                        new BatchFacts("2013-01-01", "ok", 100, 80, 15, 5, 0),
                        new BatchFacts("2013-01-02", "blocked", 100, 0, 0, 0, 100),
                        new BatchFacts("2013-01-03", "missing", 0, 0, 0, 0, 0),
                        new BatchFacts("2013-01-04", "ok", 50, 50, 0, 0, 0)),
                List.of());

        assertThat(BatchStrip.chart(source).svg().toString())
                .contains("class=\"good\" d=\"M0 84V20.2H248V84zM750 84V44.1H998V84z\"")
                .contains("class=\"refused\" d=\"M0 20.2V8.2H248V20.2z\"")
                .contains("class=\"aside\" d=\"M0 8.2V4.2H248V8.2z\"")
                .contains("class=\"blocked\" d=\"M250 100V87H498V100z\"")
                .contains("class=\"missing\" d=\"M500 100V87H748V100z\"")
                .contains("4 batches from 2013-01-01 to 2013-01-04, 2 of them not published");
    }

    @Test
    void scoresOfDaysApartAreNotJoined() {
        DayChart chart = ScoreLines.chart(List.of(
                new ScoredDay(DAY, 1, 0.2, 0.1),
                new ScoredDay(DAY.plusDays(1), 1, 0.4, 0),
                new ScoredDay(DAY.plusDays(3), 1, 0.4, 0.2)));

        assertThat(chart.svg().toString())
                .contains("class=\"curve\" d=\"M125 50L375 0M875 0\"")
                .contains("class=\"curve second\" d=\"M125 75L375 100M875 50\"");
        assertThat(chart.top()).isEqualTo("40.0\u00a0%");
    }

    @Test
    void anIntervalPlotSpansAllThatItShows() {
        String svg = IntervalPlot.of(
                        new Measure("auc", 0.75, 0.7, 0.8),
                        Optional.empty(),
                        Optional.of(new Measure("auc", 0.6, 0.6, 0.6)))
                .toString();

        assertThat(svg)
                .contains("class=\"whisker first\" d=\"M110 9L212 9\"")
                .contains("class=\"dot first\" cx=\"161\"")
                .contains("class=\"baseline\" d=\"M8 2L8 24\"");
    }

    @Test
    void aCalibrationInOnePointDrawsWithoutDividingByZero() {
        CardFacts card = new CardFacts(
                1,
                "d",
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
        CurveCharts charts =
                CurveCharts.of(card, new CurveFacts(List.of(), List.of(), List.of(new CurveFacts.Bin(0, 0, 10))));

        assertThat(charts.calibration().toString()).doesNotContain("NaN").contains("ECE –");
    }
}

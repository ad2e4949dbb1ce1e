package io.penstock.validation.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.validation.ColumnProfile;
import io.penstock.validation.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The example's year, as histograms of each day: inputs of the model of target {@code year}, its scores (January to August
 * out of fold) and labels. Each month is judged by January to August, itself left out.
 */
class FlightsYearTest {
    private static final List<String> OUTCOMES = List.of("score", "label");
    private static final double EXAMPLE = 0.1;

    private static Profile year;

    @BeforeAll
    static void read() throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(
                FlightsYearTest.class.getResourceAsStream("/drift/flights-2013-histograms.json.gz"))) {
            year = Profile.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void calmAutumnAlarmsAndNoMonthBeforeIt() {
        assertThat(counts(Level.ALARM, Limits.FALSE_DISCOVERIES))
                .containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 21L, 1L, 2L, 0L);
    }

    /** What the rule does not find: October's inputs and all of December pass for unrest that eight months may have. */
    @Test
    void octoberAndJulyWarnInManyColumnsAndDecemberInFew() {
        assertThat(counts(Level.WARN, Limits.FALSE_DISCOVERIES))
                .containsExactly(2L, 0L, 1L, 2L, 1L, 0L, 15L, 0L, 3L, 22L, 17L, 3L);
    }

    @Test
    void asTheExampleDeclaresAutumnAlarmsToNovemberAndJulyByItsScoreAlone() {
        assertThat(counts(Level.ALARM, EXAMPLE)).containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 1L, 0L, 24L, 8L, 13L, 0L);
        assertThat(judge(7, EXAMPLE).stream().filter(column -> column.level() == Level.ALARM))
                .extracting(ColumnDrift::column)
                .containsExactly("score");
    }

    private static List<Long> counts(Level level, double falseDiscoveries) {
        return IntStream.rangeClosed(1, 12)
                .mapToObj(month -> judge(month, falseDiscoveries).stream()
                        .filter(column -> column.level() == level)
                        .count())
                .toList();
    }

    @Test
    void whatDoesNotDependOnTheSeasonIsQuietInEveryMonth() {
        List<String> quiet = List.of("hour", "weekday", "origin", "carrier", "dest", "distance", "sched_minutes");
        for (int month = 1; month <= 12; month++) {
            assertThat(judge(month).stream().filter(column -> quiet.contains(column.column())))
                    .as("month %d", month)
                    .hasSize(quiet.size())
                    .allMatch(column ->
                            column.level() == Level.OK && column.score().orElseThrow() < 0.1);
        }
    }

    @Test
    void temperatureFollowsTheSeasonBeyondAnyLimitAndIsNoAlarm() {
        for (int month = 1; month <= 12; month++) {
            assertThat(judge(month).stream().filter(column -> column.column().equals("origin_weather__temp")))
                    .as("month %d", month)
                    .singleElement()
                    .matches(column ->
                            column.level() == Level.OK && column.score().orElseThrow() > 1.5);
        }
    }

    @Test
    void scoresAlarmInSeptemberAndOctober() {
        assertThat(level(9, "score")).isEqualTo(Level.ALARM);
        assertThat(level(10, "score")).isEqualTo(Level.ALARM);
        assertThat(level(11, "score")).isEqualTo(Level.OK);
        assertThat(level(12, "score")).isEqualTo(Level.OK);
        assertThat(level(9, "label")).isEqualTo(Level.ALARM);
        assertThat(level(12, "origin_congestion__late_share_3h")).isEqualTo(Level.WARN);
    }

    private static Level level(int month, String name) {
        return judge(month).stream()
                .filter(column -> column.column().equals(name))
                .findFirst()
                .orElseThrow()
                .level();
    }

    private static List<ColumnDrift> judge(int month) {
        return judge(month, Limits.FALSE_DISCOVERIES);
    }

    /** Inputs are judged together, scores and labels each alone. */
    private static List<ColumnDrift> judge(int month, double falseDiscoveries) {
        String prefix = "2013-%02d".formatted(month);
        Profile reference = only(day -> day.compareTo("2013-08-31") < 0);
        Profile window = only(day -> day.startsWith(prefix));
        DriftCheck check = new DriftCheck(reference, new Limits(Map.of(Method.PSI, 0.1), falseDiscoveries));
        List<String> inputs = year.columns().stream()
                .map(ColumnProfile::name)
                .filter(name -> !OUTCOMES.contains(name))
                .toList();
        List<ColumnDrift> judged = new ArrayList<>(check.judge(inputs, window));
        OUTCOMES.forEach(name -> judged.addAll(check.judge(List.of(name), window)));
        return judged;
    }

    private static Profile only(Predicate<String> days) {
        return new Profile(
                year.schemaVersion(),
                0,
                year.columns().stream()
                        .map(column -> {
                            Map<String, List<Long>> kept = new TreeMap<>(column.days());
                            kept.keySet().removeIf(days.negate());
                            return new ColumnProfile(column.name(), column.bins(), column.moments(), List.of(), kept);
                        })
                        .toList());
    }
}

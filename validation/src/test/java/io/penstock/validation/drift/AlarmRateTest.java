package io.penstock.validation.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.validation.Bins;
import io.penstock.validation.ColumnProfile;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often unchanged months alarm, and shifted ones do, on processes of which the truth is known. */
class AlarmRateTest {
    private static final int DAYS = 240;
    private static final int WINDOW = 30;
    private static final int WINDOWS = 150;
    private static final Bins BINS = new Bins(
            Bins.Kind.NUMBER,
            IntStream.range(0, World.BINS - 2).mapToObj(edge -> (double) edge).toList(),
            List.of(),
            List.of(),
            true);

    @Test
    void atMostATenthOfUnchangedMonthsHasAnyAlarmWhateverTheColumnsRemember() {
        for (World world : List.of(
                new World("independent days", 10, 0, 0, 0),
                new World("AR 0.5", 10, 0.5, 0, 0),
                new World("AR 0.7", 10, 0.7, 0, 0),
                new World("AR 0.9", 10, 0.9, 0, 0),
                new World("AR 0.7, correlated", 10, 0.7, 0.6, 0),
                new World("AR 0 to 0.9, correlated", 10, 2, 0.3, 0))) {
            long alarms = IntStream.range(0, WINDOWS)
                    .filter(trial -> alarms(world, 900_000 + trial, 0, 0).length > 0)
                    .count();
            assertThat(alarms)
                    .as("%s: %d of %d unchanged months alarm, seeds from 900000", world.name(), alarms, WINDOWS)
                    .isLessThanOrEqualTo(WINDOWS / 10);
        }
    }

    @Test
    void aColumnThatShiftsByTwoStandardDeviationsAlarmsAloneNearlyAlways() {
        World world = new World("AR 0.7", 10, 0.7, 0, 0);
        long found = IntStream.range(0, 40)
                .filter(trial ->
                        Arrays.stream(alarms(world, 800_000 + trial, 1, 2)).anyMatch(column -> column == 0))
                .count();
        assertThat(found).as("%d of 40 shifts found, seeds from 800000", found).isGreaterThanOrEqualTo(36);
    }

    /** The columns that alarm in a window in which the first so many have shifted. */
    private static int[] alarms(World world, long seed, int shifted, double shift) {
        Random random = new Random(seed);
        double[][] levels = world.levels(random, DAYS + WINDOW);
        ColumnProfile[] past = new ColumnProfile[world.columns()];
        ColumnProfile[] now = new ColumnProfile[world.columns()];
        for (int column = 0; column < past.length; column++) {
            past[column] = column(column, 0, World.rows(random, levels[column], 0, DAYS, 0));
            double by = column < shifted ? shift : 0;
            now[column] = column(column, DAYS, World.rows(random, levels[column], DAYS, DAYS + WINDOW, by));
        }
        List<String> names = Arrays.stream(past).map(ColumnProfile::name).toList();
        List<ColumnDrift> judged = new DriftCheck(Days.profile(past), new Limits(Map.of(Method.PSI, RuleTrials.LIMIT)))
                .judge(names, Days.profile(now));
        return IntStream.range(0, judged.size())
                .filter(column -> judged.get(column).level() == Level.ALARM)
                .toArray();
    }

    private static ColumnProfile column(int number, int offset, List<long[]> days) {
        Map<String, List<Long>> counts = new TreeMap<>();
        for (int day = 0; day < days.size(); day++) {
            long[] rows = Arrays.copyOf(days.get(day), BINS.size());
            counts.put(
                    LocalDate.of(2013, 1, 1).plusDays(offset + day).toString(),
                    Arrays.stream(rows).boxed().toList());
        }
        return new ColumnProfile("x" + number, BINS, Optional.empty(), List.of(), counts);
    }
}

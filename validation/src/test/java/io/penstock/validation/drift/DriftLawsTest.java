package io.penstock.validation.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.penstock.validation.ColumnProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Scores, floors and verdicts from counts per day, held to what the rows themselves say. */
class DriftLawsTest {
    private static final int DAYS = 120;
    private static final int WINDOW = 15;
    private static final Limits PSI = new Limits(Map.of(Method.PSI, 0.1));

    @Test
    void scoresFromCountsPerDayAreThoseOfTheRows() {
        for (long seed = 0; seed < 20; seed++) {
            List<List<Double>> past = Days.wandering(seed, DAYS, 50, 0.1);
            List<List<Double>> now = Days.shifted(Days.wandering(seed + 1000, WINDOW, 50, 0.3), seed / 10.0);

            ColumnDrift drift = judge(past, now);

            assertThat(drift.score().orElseThrow())
                    .as("seed %d", seed)
                    .isCloseTo(psi(Days.flat(past), Days.flat(now)), within(1e-12));
            assertThat(drift.nullShare().orElseThrow())
                    .as("seed %d", seed)
                    .isCloseTo(nulls(Days.flat(now)), within(1e-12));
        }
    }

    @Test
    void theFloorIsThatOfEveryBlockOfTheReferenceAgainstItsRest() {
        for (long seed = 0; seed < 10; seed++) {
            List<List<Double>> past = Days.wandering(seed, DAYS, 50, 0.1);
            List<Double> blocks = new ArrayList<>();
            for (int first = 0; first + WINDOW <= DAYS; first++) {
                List<List<Double>> rest = new ArrayList<>(past.subList(0, first));
                rest.addAll(past.subList(first + WINDOW, DAYS));
                blocks.add(psi(Days.flat(rest), Days.flat(past.subList(first, first + WINDOW))));
            }
            Collections.sort(blocks);

            ColumnDrift drift = judge(past, Days.wandering(seed + 1000, WINDOW, 50, 0.1));

            Noise noise = drift.noise().orElseThrow();
            double score = drift.score().orElseThrow();
            double place = 0.95 * (blocks.size() - 1);
            double below = blocks.get((int) place);
            assertThat(noise.floor())
                    .as("seed %d", seed)
                    .isCloseTo(below + (place - (int) place) * (blocks.get((int) place + 1) - below), within(1e-12));
            assertThat(noise.highest()).as("seed %d", seed).isCloseTo(blocks.get(blocks.size() - 1), within(1e-12));
            assertThat(noise.pValue())
                    .as("seed %d", seed)
                    .isCloseTo(studentised(blocks, score, DAYS / WINDOW), within(1e-9));
        }
    }

    /** Independent windows of the same wandering process: by rows, or by single days, most of them would look changed. */
    @Test
    void windowsThatOnlyWanderAlarmSeldomWhereSingleDaysWouldAlarmOften() {
        int alarms = 0;
        int beyondSingleDays = 0;
        int windows = 200;
        for (long seed = 0; seed < windows; seed++) {
            List<List<Double>> history = Days.wandering(seed, DAYS + 60 + WINDOW, 200, 0);
            List<List<Double>> past = history.subList(0, DAYS);
            ColumnDrift drift = judge(past, history.subList(DAYS + 60, DAYS + 60 + WINDOW));
            alarms += drift.level() == Level.ALARM ? 1 : 0;
            double scattered = scatteredFloor(past, seed);
            beyondSingleDays += drift.score().orElseThrow() > Math.max(0.1, scattered) ? 1 : 0;
        }
        assertThat(alarms)
                .as("%d alarms of %d unchanged windows", alarms, windows)
                .isLessThan(windows / 10);
        assertThat(beyondSingleDays)
                .as("windows of %d beyond the floor of scattered days", windows)
                .isGreaterThan(windows / 4);
    }

    @Test
    void blocksOfTheReferenceItselfAlarmSeldom() {
        int alarms = 0;
        int blocks = 0;
        for (long seed = 0; seed < 40; seed++) {
            List<List<Double>> past = Days.wandering(seed, DAYS, 200, 0);
            for (int first = 0; first + WINDOW <= DAYS; first += WINDOW) {
                ColumnDrift drift = new DriftCheck(Days.profile(Days.column("x", 0, past)), PSI)
                        .judge(List.of("x"), Days.profile(Days.column("x", first, past.subList(first, first + WINDOW))))
                        .get(0);
                blocks++;
                alarms += drift.level() == Level.ALARM ? 1 : 0;
            }
        }
        assertThat(alarms).as("%d alarms of %d blocks", alarms, blocks).isLessThan(blocks / 10);
    }

    @Test
    void aShiftedColumnAlarmsAndIsNamed() {
        for (long seed = 0; seed < 20; seed++) {
            List<List<Double>> past = Days.wandering(seed, DAYS, 200, 0);
            ColumnDrift drift = judge(past, Days.shifted(Days.wandering(seed + 1000, WINDOW, 200, 0), 5));

            assertThat(drift.level()).as("seed %d: %s", seed, drift).isEqualTo(Level.ALARM);
            assertThat(drift.column()).isEqualTo("x");
        }
    }

    @Test
    void qValuesAreThoseOfBenjaminiAndHochberg() {
        List<List<Double>> past = Days.wandering(3, DAYS, 100, 0);
        List<String> names = List.of("a", "b", "c", "d");
        double[] shifts = {3, 0, 1, 0.3};
        ColumnProfile[] reference = new ColumnProfile[4];
        ColumnProfile[] window = new ColumnProfile[4];
        for (int i = 0; i < 4; i++) {
            reference[i] = Days.column(names.get(i), 0, past);
            window[i] =
                    Days.column(names.get(i), DAYS, Days.shifted(Days.wandering(50 + i, WINDOW, 100, 0), shifts[i]));
        }

        List<ColumnDrift> judged = new DriftCheck(Days.profile(reference), PSI).judge(names, Days.profile(window));

        List<Double> p = judged.stream()
                .map(each -> each.score().orElseThrow() > 0.1
                        ? each.noise().orElseThrow().pValue()
                        : 1)
                .toList();
        for (int i = 0; i < judged.size(); i++) {
            ColumnDrift each = judged.get(i);
            Noise noise = each.noise().orElseThrow();
            double least = 1;
            for (double other : p) {
                if (other >= p.get(i)) {
                    long rank = p.stream().filter(value -> value <= other).count();
                    least = Math.min(least, other * p.size() / rank);
                }
            }
            assertThat(noise.qValue()).as(each.column()).isCloseTo(least, within(1e-12));
        }
    }

    @Test
    void jensenShannonDistanceLiesBetweenEqualAndApart() {
        long[] left = {50, 50, 0, 0, 0};
        long[] right = {0, 0, 50, 50, 0};

        assertThat(Method.JS.between(left, left)).isZero();
        assertThat(Method.JS.between(left, right)).isEqualTo(Method.JS.between(right, left), within(1e-12));
        assertThat(Method.JS.between(left, right)).isBetween(0.9, 1.0);
        assertThat(Method.JS.between(new long[] {1000, 3000, 0}, new long[] {3000, 1000, 0}))
                .isCloseTo(Math.sqrt(0.18872), within(1e-3));
    }

    private static ColumnDrift judge(List<List<Double>> past, List<List<Double>> now) {
        return new DriftCheck(Days.profile(Days.column("x", 0, past)), PSI)
                .judge(List.of("x"), Days.profile(Days.column("x", DAYS, now)))
                .get(0);
    }

    /** The highest of windows made of single days drawn at random, which nothing should be judged by. */
    private static double scatteredFloor(List<List<Double>> past, long seed) {
        double highest = 0;
        for (int draw = 0; draw < 40; draw++) {
            List<List<Double>> drawn = new ArrayList<>(past);
            Collections.shuffle(drawn, new Random(seed * 100 + draw));
            highest =
                    Math.max(highest, psi(Days.flat(drawn.subList(WINDOW, DAYS)), Days.flat(drawn.subList(0, WINDOW))));
        }
        return highest;
    }

    /** A t test of the fourth root of a score against those of blocks, of which only so many are counted. */
    private static double studentised(List<Double> blocks, double score, int counted) {
        double[] roots =
                blocks.stream().mapToDouble(block -> Math.pow(block, 0.25)).toArray();
        double mean = Arrays.stream(roots).average().orElseThrow();
        double squares = Arrays.stream(roots)
                .map(root -> (root - mean) * (root - mean))
                .average()
                .orElseThrow();
        double variance = squares * counted / (counted - 1) * (1 + 1.0 / counted);
        return StudentT.above((Math.pow(score, 0.25) - mean) / Math.sqrt(variance), counted - 1);
    }

    private static double nulls(List<Double> rows) {
        return (double) rows.stream().filter(value -> value == null).count() / rows.size();
    }

    /** From rows: shares of the values with half a row more in each bin that either side fills. */
    private static double psi(List<Double> past, List<Double> now) {
        long[] before = Days.count(past);
        long[] after = Days.count(now);
        double[] p = new double[before.length - 1];
        double[] q = new double[p.length];
        double sumP = 0;
        double sumQ = 0;
        for (int bin = 0; bin < p.length; bin++) {
            boolean filled = before[bin] > 0 || after[bin] > 0;
            p[bin] = filled ? before[bin] + 0.5 : 0;
            q[bin] = filled ? after[bin] + 0.5 : 0;
            sumP += p[bin];
            sumQ += q[bin];
        }
        double psi = 0;
        for (int bin = 0; bin < p.length; bin++) {
            if (p[bin] > 0) {
                psi += (q[bin] / sumQ - p[bin] / sumP) * Math.log(q[bin] / sumQ / (p[bin] / sumP));
            }
        }
        return psi;
    }
}

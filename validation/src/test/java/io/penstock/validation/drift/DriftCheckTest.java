package io.penstock.validation.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.validation.Bins;
import io.penstock.validation.ColumnProfile;
import io.penstock.validation.Profile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DriftCheckTest {
    private static final int DAYS = 40;
    private static final int WINDOW = 10;
    private static final List<List<Double>> PAST = Days.wandering(1, DAYS, 100, 0.02);

    @Test
    void aWindowWithoutRowsIsNotEvaluated() {
        assertNotEvaluated(judge(Method.PSI, PAST, List.of()), "the window has no rows");
        assertNotEvaluated(judge(Method.NULL_SHARE, PAST, List.of()), "the window has no rows");
    }

    @Test
    void aColumnThatOneSideLacksIsNotEvaluated() {
        Profile profile = Days.profile(Days.column("x", 0, PAST));
        DriftCheck check = new DriftCheck(profile, limits(Method.PSI));

        assertNotEvaluated(check.judge(List.of("y"), profile).get(0), "the reference has no column y");
        assertNotEvaluated(check.judge(List.of("x"), Days.profile()).get(0), "the window has no column x");
    }

    @Test
    void otherBinsAreNotEvaluated() {
        Bins bins = new Bins(Bins.Kind.NUMBER, List.of(0.0), List.of(), List.of(), true);
        ColumnProfile other = new ColumnProfile("x", bins, Optional.empty(), List.of(), Map.of());

        assertNotEvaluated(
                new DriftCheck(Days.profile(Days.column("x", 0, PAST)), limits(Method.PSI))
                        .judge(List.of("x"), Days.profile(other))
                        .get(0),
                "the window was counted by other bins than the reference");
    }

    @Test
    void aColumnThatTurnedNullHasNoShapeButAlarmsByItsShareOfNulls() {
        List<List<Double>> nulls = Collections.nCopies(WINDOW, Collections.nCopies(100, (Double) null));

        assertNotEvaluated(judge(Method.PSI, PAST, nulls), "all 1000 rows of the window are null");
        ColumnDrift share = judge(Method.NULL_SHARE, PAST, nulls);
        assertThat(share.level()).isEqualTo(Level.ALARM);
        assertThat(share.nullShare().orElseThrow()).isEqualTo(1.0);
        assertThat(share.score().orElseThrow()).isBetween(0.95, 1.0);
    }

    @Test
    void aReferenceThatWasAlwaysNullIsNotEvaluated() {
        List<List<Double>> nulls = Collections.nCopies(DAYS, Collections.nCopies(100, (Double) null));

        assertNotEvaluated(
                judge(Method.PSI, nulls, PAST.subList(0, WINDOW)), "the reference has no values outside of the window");
    }

    @Test
    void aColumnWithOneValueIsOk() {
        List<List<Double>> ones = Collections.nCopies(DAYS, Collections.nCopies(100, 7.0));

        ColumnDrift drift = judge(Method.PSI, ones, ones.subList(0, WINDOW));

        assertThat(drift.score().orElseThrow()).isZero();
        assertThat(drift.level()).isEqualTo(Level.OK);
    }

    @Test
    void aReferenceShorterThanTwiceTheWindowHasNoFloorAndNoVerdict() {
        ColumnDrift drift =
                judge(Method.PSI, PAST.subList(0, 2 * WINDOW - 1), Days.shifted(PAST.subList(0, WINDOW), 5));

        assertNotEvaluated(
                drift,
                "no noise floor: the reference has 19 days outside of the window and needs twice the window's 10");
        assertThat(drift.score().orElseThrow()).isGreaterThan(1);
        assertThat(drift.noise()).isEmpty();
    }

    @Test
    void daysOfTheWindowAreNoReferenceOfIt() {
        Profile profile = Days.profile(Days.column("x", 0, PAST));
        List<List<Double>> changed = Days.shifted(PAST.subList(0, WINDOW), 5);

        ColumnDrift own = new DriftCheck(profile, limits(Method.PSI))
                .judge(List.of("x"), Days.profile(Days.column("x", 0, changed)))
                .get(0);
        ColumnDrift later = new DriftCheck(
                        Days.profile(Days.column("x", WINDOW, PAST.subList(WINDOW, DAYS))), limits(Method.PSI))
                .judge(List.of("x"), Days.profile(Days.column("x", DAYS, changed)))
                .get(0);

        assertThat(own.score()).isEqualTo(later.score());
        assertThat(own.noise()).isEqualTo(later.noise());
    }

    @Test
    void aNewCategoryIsABinOfTheShape() {
        Bins bins = new Bins(Bins.Kind.CATEGORY, List.of(), List.of("a", "b"), List.of(), true);
        Profile past = Days.profile(categories(bins, 0, DAYS, 50, 50, 0));
        Profile now = Days.profile(categories(bins, DAYS, WINDOW, 30, 50, 20));

        ColumnDrift drift = new DriftCheck(past, limits(Method.PSI))
                .judge(List.of("x"), now)
                .get(0);

        assertThat(drift.level()).isEqualTo(Level.ALARM);
        assertThat(drift.counts().get(bins.newBin())).isEqualTo(20L * WINDOW);
    }

    @Test
    void theVerdictComesFromLimitAndFloorTogether() {
        Unrest unrest = new Unrest(0.5, 0.01, 8);
        Noise calm = new Noise(0.02, 0.03, unrest, 0.01, 0.02);
        Noise usual = new Noise(0.5, 0.8, unrest, 0.04, 0.06);
        Noise rare = new Noise(0.5, 0.8, unrest, 0.01, 0.05);

        assertThat(Level.of(0.09, 0.1, calm, 0.05)).as("small, however rare").isEqualTo(Level.OK);
        assertThat(Level.of(0.4, 0.1, usual, 0.05)).as("no more than unrest").isEqualTo(Level.OK);
        assertThat(Level.of(0.4, 0.1, rare, 0.05)).as("no more than unrest").isEqualTo(Level.OK);
        assertThat(Level.of(0.6, 0.1, usual, 0.05))
                .as("beyond the floor, not rare")
                .isEqualTo(Level.WARN);
        assertThat(Level.of(0.6, 0.1, rare, 0.05))
                .as("beyond the floor and rare")
                .isEqualTo(Level.ALARM);
        assertThat(Level.of(0.11, 0.1, calm, 0.05))
                .as("beyond the limit and rare")
                .isEqualTo(Level.ALARM);
        assertThat(Level.of(0.1, 0.1, calm, 0.05)).as("at the limit").isEqualTo(Level.OK);
        assertThat(Level.of(0.6, 0.1, usual, 0.06)).as("more chance let pass").isEqualTo(Level.ALARM);
        assertThat(Level.of(0.4, 0.1, rare, 1))
                .as("within the floor, whatever is let pass")
                .isEqualTo(Level.OK);
    }

    @Test
    void eachMethodIsJudgedByItsOwnLimit() {
        Map<Method, Double> limits = new LinkedHashMap<>();
        limits.put(Method.PSI, 100.0);
        limits.put(Method.JS, 0.01);

        List<ColumnDrift> judged = new DriftCheck(Days.profile(Days.column("x", 0, PAST)), new Limits(limits))
                .judge(List.of("x"), Days.profile(Days.column("x", DAYS, Days.shifted(PAST.subList(0, WINDOW), 5))));

        assertThat(judged).extracting(ColumnDrift::method).containsExactly(Method.PSI, Method.JS);
        assertThat(judged).extracting(ColumnDrift::level).containsExactly(Level.OK, Level.ALARM);
    }

    private static ColumnProfile categories(Bins bins, int offset, int days, long a, long b, long fresh) {
        Map<String, List<Long>> counts = new TreeMap<>();
        for (int day = 0; day < days; day++) {
            counts.put(Days.FIRST.plusDays(offset + day).toString(), List.of(a, b, 0L, fresh, 0L, 0L));
        }
        return new ColumnProfile("x", bins, Optional.empty(), List.of(), counts);
    }

    private static Limits limits(Method method) {
        return new Limits(Map.of(method, 0.1));
    }

    private static ColumnDrift judge(Method method, List<List<Double>> past, List<List<Double>> now) {
        return new DriftCheck(Days.profile(Days.column("x", 0, past)), limits(method))
                .judge(List.of("x"), Days.profile(Days.column("x", past.size(), now)))
                .get(0);
    }

    private static void assertNotEvaluated(ColumnDrift drift, String reason) {
        assertThat(drift.level()).isEqualTo(Level.NOT_EVALUATED);
        assertThat(drift.reason()).contains(reason);
    }
}

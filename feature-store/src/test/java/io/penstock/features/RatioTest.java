package io.penstock.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RatioTest {
    private static final FeatureView VIEW = PlainView.exact(
            "delays",
            "carrier",
            "departures",
            List.of(
                    feature("late_1d", new Aggregate.Sum(Sql.of("late")), Duration.ofDays(1)),
                    feature("flights_1d", new Aggregate.Count(Optional.empty()), Duration.ofDays(1)),
                    feature("late_7d", new Aggregate.Sum(Sql.of("late")), Duration.ofDays(7)),
                    ratio("share_1d", "late_1d", "flights_1d"),
                    ratio("trend", "share_1d", "late_7d"),
                    feature("ever", new Aggregate.Count(Optional.empty()), null)));

    @Test
    void aRatioReachesAsFarBackAsWhatItIsOf() {
        assertThat(Inputs.reachBack(VIEW, List.of("share_1d"))).contains(Duration.ofDays(1));
        assertThat(Inputs.reachBack(VIEW, List.of("trend"))).contains(Duration.ofDays(7));
        assertThat(Inputs.reachBack(VIEW, List.of("trend", "ever"))).isEmpty();
    }

    @Test
    void whatIsAggregatedForARatioOfRatiosAreTheFeaturesBelow() {
        assertThat(VIEW.aggregated(List.of("trend")))
                .extracting(Feature::name)
                .containsExactly("late_1d", "flights_1d", "late_7d");
        assertThat(VIEW.aggregated(List.of("ever", "share_1d")))
                .extracting(Feature::name)
                .containsExactly("late_1d", "flights_1d", "ever");
    }

    private static Feature ratio(String name, String of, String to) {
        return feature(name, new Aggregate.Ratio(of, to), null);
    }

    private static Feature feature(String name, Aggregate aggregate, Duration window) {
        return PlainView.feature(name, aggregate, Optional.ofNullable(window));
    }
}

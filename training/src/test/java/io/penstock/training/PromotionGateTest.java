package io.penstock.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.UserError;
import io.penstock.training.Decision.Against;
import io.penstock.training.Decision.Held;
import io.penstock.training.Decision.Promoted;
import io.penstock.training.Decision.Rejected;
import io.penstock.training.Decision.Waiting;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromotionGateTest {
    private static final Promote POLICY = new Promote("auc", 0.002, First.BEATS_BASELINE, Optional.of(0.79), 0);

    @Test
    void aModelTooGoodToBeTrueIsHeldAndTheReasonNamesTheSuspect() {
        Evidence evidence = evidence(0.964, List.of(new GainShare("tail_last__delay", 0.41)), Optional.of(0.63));

        assertThat(PromotionGate.decide(POLICY, evidence))
                .isEqualTo(new Held("too good to be true: test AUC 0.9640 > held_above 0.79; look for a leak:"
                        + " tail_last__delay gives 41 % of the gain; one input dominates: tail_last__delay gives 41 %"
                        + " of the gain, above 30 %"));
    }

    @Test
    void theFirstChampionMustBeatTheBaselineByTheMargin() {
        assertThat(PromotionGate.decide(POLICY, evidence(0.65, GAINS, Optional.of(0.63))))
                .isEqualTo(new Promoted("test AUC 0.6500 beats the baseline (0.6300)"));
        assertThat(PromotionGate.decide(POLICY, evidence(0.631, GAINS, Optional.of(0.63))))
                .isEqualTo(new Rejected(
                        "test AUC 0.6310 does not beat the baseline (0.6300 on the same rows) by the margin 0.002",
                        Against.BASELINE));
    }

    @Test
    void aFirstChampionWithoutBaselineIsRejectedUnlessAnyMayBeFirst() {
        Evidence evidence = evidence(0.7, GAINS, Optional.empty());

        assertThat(PromotionGate.decide(POLICY, evidence))
                .isEqualTo(new Rejected("there is no baseline to beat", Against.BASELINE));
        assertThat(PromotionGate.decide(new Promote("auc", 0.002, First.ANY, Optional.empty(), 0), evidence))
                .isEqualTo(new Promoted("test AUC 0.7000, first of its model"));
        assertThat(PromotionGate.decide(
                        new Promote("auc", 0.002, First.ANY, Optional.empty(), 0),
                        evidence(0.65, GAINS, Optional.of(0.66))))
                .isEqualTo(new Promoted("test AUC 0.6500 does not beat the baseline (0.6600)"));
    }

    @Test
    void aLaterModelMustBeatTheChampionOnTheSameRowsAndElseIsItsChallenger() {
        Evidence evidence = evidence(0.75, GAINS, Optional.of(0.63));

        assertThat(PromotionGate.decide(POLICY, against(evidence, Optional.of(0.74))))
                .isEqualTo(new Promoted("test AUC 0.7500 beats champion version 3 (0.7400)"));
        assertThat(PromotionGate.decide(POLICY, against(evidence, Optional.of(0.749))))
                .isEqualTo(new Rejected(
                        "test AUC 0.7500 does not beat champion version 3 (0.7490 on the same rows) by the margin 0.002",
                        Against.CHAMPION));
    }

    @Test
    void aChampionThatCannotScoreTheRowsIsNotBeaten() {
        Evidence evidence = against(evidence(0.75, GAINS, Optional.of(0.63)), Optional.empty());

        assertThat(PromotionGate.decide(POLICY, evidence))
                .isEqualTo(new Rejected(
                        "cannot be compared with champion version 3: view busy was a and is b now; promote by hand if"
                                + " it is better",
                        Against.CHAMPION));
    }

    @Test
    void aGoodModelWaitsUntilEnoughPersonsApproved() {
        Promote two = new Promote("auc", 0.002, First.BEATS_BASELINE, Optional.empty(), 2);
        Evidence evidence = evidence(0.75, GAINS, Optional.of(0.63));

        assertThat(PromotionGate.decide(two, evidence.approvedBy(1)))
                .isEqualTo(new Waiting("waits for approval (1 of 2): test AUC 0.7500 beats the baseline (0.6300)"));
        assertThat(PromotionGate.decide(two, evidence.approvedBy(2))).isInstanceOf(Promoted.class);
    }

    @Test
    void aMetricThatFallsWithQualityIsComparedTheOtherWay() {
        Promote loss = new Promote("logloss", 0.01, First.BEATS_BASELINE, Optional.empty(), 0);

        assertThat(PromotionGate.decide(loss, evidence(0.45, GAINS, Optional.of(0.5))))
                .isInstanceOf(Promoted.class);
        assertThat(PromotionGate.decide(loss, evidence(0.55, GAINS, Optional.of(0.5))))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void heldAboveWithAMetricThatFallsIsRefused() {
        Promote loss = new Promote("logloss", 0.01, First.BEATS_BASELINE, Optional.of(0.5), 0);

        assertThatThrownBy(() -> PromotionGate.decide(loss, evidence(0.45, GAINS, Optional.of(0.5))))
                .isInstanceOf(UserError.class)
                .hasMessage("promote.held_above of model late needs a metric that rises with quality (auc, pr_auc);"
                        + " promote.metric is logloss");
    }

    @Test
    void anUnknownMetricIsRefusedWithTheNearest() {
        Promote wrong = new Promote("auk", 0.01, First.BEATS_BASELINE, Optional.empty(), 0);

        assertThatThrownBy(() -> PromotionGate.decide(wrong, evidence(0.45, GAINS, Optional.of(0.5))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("metric \"auk\" is not known; did you mean \"auc\"?");
    }

    @Test
    void evidenceHasADigestOfItsOwnThatMovesWithIt() {
        Evidence evidence = evidence(0.75, GAINS, Optional.of(0.63));

        assertThat(evidence.digest())
                .hasSize(64)
                .isEqualTo(evidence(0.75, GAINS, Optional.of(0.63)).digest());
        assertThat(evidence.approvedBy(1).digest()).isNotEqualTo(evidence.digest());
    }

    private static final List<GainShare> GAINS = List.of(new GainShare("busy__delay", 0.2), new GainShare("hour", 0.1));

    private static Evidence evidence(double value, List<GainShare> gains, Optional<Double> baseline) {
        return new Evidence(
                "late", "d1", metrics(value), gains, baseline.map(PromotionGateTest::metrics), Optional.empty(), 0);
    }

    private static Evidence against(Evidence evidence, Optional<Double> champion) {
        String obstacle = champion.isPresent() ? "" : "view busy was a and is b now";
        return new Evidence(
                evidence.model(),
                evidence.modelDigest(),
                evidence.test(),
                evidence.gains(),
                evidence.baseline(),
                Optional.of(new Evidence.Rival(3, "d0", champion.map(PromotionGateTest::metrics), obstacle)),
                0);
    }

    private static Metrics metrics(double value) {
        Map<Metric, Estimate> estimates = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            estimates.put(metric, Estimate.exactly(value));
        }
        return new Metrics(100, 20, estimates);
    }
}

package io.penstock.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.penstock.training.Contest.Champion;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContestTest {
    @Test
    void theTreesBeatTheBaselineWhichKnowsTheSpineAlone() {
        TrainedModel trained = Trainer.train(Flights.spec(), Flights.data(), Flights.RUN);

        Evidence evidence = Contest.of(Flights.spec(), Flights.data(), trained, Optional.empty(), 0);

        assertThat(evidence.baseline().orElseThrow().rows()).isEqualTo(200);
        assertThat(evidence.baseline().orElseThrow().of(Metric.AUC).value()).isCloseTo(0.5, within(0.15));
        assertThat(PromotionGate.decide(Flights.spec().promote(), evidence)).isInstanceOf(Decision.Promoted.class);
    }

    @Test
    void aChampionIsMeasuredOnTheNewTestRowsAndTheSameModelIsNoBetter() {
        TrainedModel trained = Trainer.train(Flights.spec(), Flights.data(), Flights.RUN);
        Champion champion =
                new Champion(new ModelVersion("late", 3, trained.model().digest()), trained.model());

        Evidence evidence = Contest.of(Flights.spec(), Flights.data(), trained, Optional.of(champion), 0);

        assertThat(evidence.champion().orElseThrow().metrics())
                .contains(trained.test().metrics());
        assertThat(PromotionGate.decide(Flights.spec().promote(), evidence).reason())
                .contains("does not beat champion version 3")
                .contains("by the margin 0.002");
    }

    @Test
    void aChampionOfOtherDefinitionsIsNamedAsObstacle() {
        TrainedModel trained = Trainer.train(Flights.spec(), Flights.data(), Flights.RUN);
        TrainingData moved =
                new TrainingData(Flights.data().rows(), Flights.data().key(), Map.of("busy", "new"), Map.of());
        Champion champion =
                new Champion(new ModelVersion("late", 3, trained.model().digest()), trained.model());

        Evidence evidence = Contest.of(Flights.spec(), moved, trained, Optional.of(champion), 0);

        assertThat(evidence.champion().orElseThrow().metrics()).isEmpty();
        assertThat(evidence.champion().orElseThrow().obstacle())
                .contains("view busy was hash-of-busy in training and is new now");
    }
}

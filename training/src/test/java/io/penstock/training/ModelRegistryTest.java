package io.penstock.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.UserError;
import io.penstock.base.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ModelRegistryTest {
    private static final Instant OCTOBER = Instant.parse("2013-10-01T00:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2013-11-01T00:00:00Z");
    private static final Instant DECEMBER = Instant.parse("2013-12-01T00:00:00Z");

    private final ModelRegistry registry = new ModelRegistry(new Memory());

    @Test
    void anUnknownModelHasNoLifeYet() {
        assertThat(registry.events("late")).isEmpty();
        assertThat(registry.championAt("late", DECEMBER)).isEmpty();
        assertThat(registry.challengerAt("late", DECEMBER)).isEmpty();
    }

    @Test
    void versionsCountUpAndTheSameDigestKeepsItsOwn() {
        assertThat(register("a")).isEqualTo(new Registered(new ModelVersion("late", 1, "a"), Verdict.OK));
        assertThat(register("b").version().version()).isEqualTo(2);
        assertThat(register("a")).isEqualTo(new Registered(new ModelVersion("late", 1, "a"), Verdict.NOTHING_TO_DO));
        assertThat(registry.register("other", "a", by("job", OCTOBER)).version().version())
                .isEqualTo(1);
        assertThat(registry.events("late")).hasSize(2);
    }

    @Test
    void theChampionOfADateIsTheOneThatWasInForceThen() {
        ModelVersion first = register("a").version();
        ModelVersion second = register("b").version();
        decide(first, new Decision.Promoted("good"), OCTOBER);
        decide(second, new Decision.Promoted("better"), NOVEMBER);

        assertThat(registry.championAt("late", OCTOBER.minusSeconds(1))).isEmpty();
        assertThat(registry.championAt("late", OCTOBER)).contains(first);
        assertThat(registry.championAt("late", NOVEMBER.minusSeconds(1))).contains(first);
        assertThat(registry.championAt("late", NOVEMBER)).contains(second);
    }

    @Test
    void aPromotionWrittenLaterForAnEarlierDateDoesNotUnseatALaterOne() {
        ModelVersion first = register("a").version();
        ModelVersion second = register("b").version();
        decide(second, new Decision.Promoted("better"), NOVEMBER);
        decide(first, new Decision.Promoted("backfilled"), OCTOBER);

        assertThat(registry.championAt("late", OCTOBER)).contains(first);
        assertThat(registry.championAt("late", DECEMBER)).contains(second);
    }

    @Test
    void aModelThatLosesToTheChampionIsItsChallenger() {
        ModelVersion first = register("a").version();
        ModelVersion second = register("b").version();
        ModelVersion third = register("c").version();
        decide(first, new Decision.Promoted("good"), OCTOBER);
        decide(second, new Decision.Rejected("worse", Decision.Against.CHAMPION), NOVEMBER);
        decide(third, new Decision.Rejected("below baseline", Decision.Against.BASELINE), NOVEMBER);

        assertThat(registry.championAt("late", DECEMBER)).contains(first);
        assertThat(registry.challengerAt("late", DECEMBER)).contains(second);
        assertThat(registry.challengerAt("late", OCTOBER)).isEmpty();
    }

    @Test
    void aChallengerPromotedByHandIsNoChallengerAnyMore() {
        ModelVersion first = register("a").version();
        ModelVersion second = register("b").version();
        decide(first, new Decision.Promoted("good"), OCTOBER);
        decide(second, new Decision.Rejected("worse", Decision.Against.CHAMPION), OCTOBER);

        assertThat(registry.promote("late", 2, "we know better", by("ada", NOVEMBER)))
                .isPresent();
        assertThat(registry.promote("late", 2, "again", by("ada", NOVEMBER))).isEmpty();
        assertThat(registry.championAt("late", NOVEMBER)).contains(second);
        assertThat(registry.challengerAt("late", NOVEMBER)).isEmpty();
    }

    @Test
    void aHeldModelIsNoChampionUntilAPersonPromotesIt() {
        ModelVersion first = register("a").version();
        decide(first, new Decision.Held("too good to be true"), OCTOBER);

        assertThat(registry.championAt("late", NOVEMBER)).isEmpty();
        registry.promote("late", 1, "looked: no leak", by("ada", NOVEMBER));
        assertThat(registry.championAt("late", NOVEMBER)).contains(first);
        assertThat(registry.events("late"))
                .extracting(event -> event.kind().sqlName())
                .containsExactly("registered", "held", "promoted");
    }

    @Test
    void rollingBackTwiceWalksBackTwoChampions() {
        ModelVersion first = register("a").version();
        ModelVersion second = register("b").version();
        ModelVersion third = register("c").version();
        decide(first, new Decision.Promoted("1"), OCTOBER);
        decide(second, new Decision.Promoted("2"), OCTOBER.plusSeconds(1));
        decide(third, new Decision.Promoted("3"), OCTOBER.plusSeconds(2));

        registry.rollback("late", "drifted", by("ada", NOVEMBER));
        assertThat(registry.championAt("late", NOVEMBER)).contains(second);
        registry.rollback("late", "worse still", by("ada", NOVEMBER));
        assertThat(registry.championAt("late", NOVEMBER)).contains(first);
        assertThat(registry.championAt("late", NOVEMBER.minusSeconds(1))).contains(third);
        assertThatThrownBy(() -> registry.rollback("late", "no", by("ada", NOVEMBER)))
                .isInstanceOf(UserError.class)
                .hasMessage("model late has no champion to go back to at 2013-11-01T00:00:00Z; late@1 is its first");
    }

    @Test
    void approvalsCountPersonsNotClicks() {
        ModelVersion first = register("a").version();

        assertThat(registry.approve("late", 1, "fine", by("ada", OCTOBER))).isPresent();
        assertThat(registry.approve("late", 1, "still fine", by("ada", OCTOBER)))
                .isEmpty();
        registry.approve("late", 1, "fine", by("bob", OCTOBER));

        assertThat(registry.approvals(first)).isEqualTo(2);
    }

    @Test
    void aWaitingDecisionWritesNothingAndTheSameDecisionIsWrittenOnce() {
        ModelVersion first = register("a").version();

        assertThat(decide(first, new Decision.Waiting("waits"), OCTOBER)).isEmpty();
        assertThat(decide(first, new Decision.Promoted("good"), OCTOBER)).isPresent();
        assertThat(decide(first, new Decision.Promoted("good"), OCTOBER)).isEmpty();
        assertThat(registry.events("late")).hasSize(2);
    }

    @Test
    void retiringTakesAVersionOutOfUseButNotTheChampion() {
        register("a");
        ModelVersion second = register("b").version();
        decide(second, new Decision.Promoted("good"), OCTOBER);

        registry.retire("late", 1, "old", by("ada", NOVEMBER));

        assertThatThrownBy(() -> registry.promote("late", 1, "no", by("ada", DECEMBER)))
                .isInstanceOf(UserError.class)
                .hasMessage("late@1 is retired; choose another version, or train again");
        assertThatThrownBy(() -> registry.retire("late", 2, "no", by("ada", DECEMBER)))
                .isInstanceOf(UserError.class)
                .hasMessage("late@2 is champion and cannot be retired: promote another version first");
        assertThatThrownBy(() -> registry.promote("late", 9, "no", by("ada", DECEMBER)))
                .isInstanceOf(UserError.class)
                .hasMessage("model late has no version 9; it has [1, 2]");
    }

    private Registered register(String digest) {
        return registry.register("late", digest, by("job", OCTOBER));
    }

    private Optional<ModelEvent> decide(ModelVersion version, Decision decision, Instant from) {
        return registry.decide(version, decision, "evidence", by("job", from));
    }

    private static Act by(String actor, Instant from) {
        return new Act(actor, from, Optional.empty());
    }

    /** A table of one process. */
    private static final class Memory implements ModelRegistry.Ledger {
        private final List<Row> rows = new ArrayList<>();

        @Override
        public List<Row> read() {
            return List.copyOf(rows);
        }

        @Override
        public List<Row> decide(UnaryOperator<List<Row>> decision) {
            List<Row> decided = decision.apply(read());
            rows.addAll(decided);
            return decided;
        }
    }
}

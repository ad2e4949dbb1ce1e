package io.penstock.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Sql;
import io.penstock.base.TableVersion;
import io.penstock.lake.Lake;
import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table holds the days of one definition; what it held under another is found by that one's name. */
class ChangedDefinitionTest {

    private static final LocalDate DAY = Fares.FIRST.plusDays(2);
    private static final Catalog BEFORE =
            Fares.catalog(feature("rides", new Aggregate.Count(Optional.empty())), feature("fare", mean()));
    /** Another type under a name that was there, and a column less. */
    private static final Catalog AFTER = Fares.catalog(feature("fare", new Aggregate.Count(Optional.empty())));

    @TempDir
    Path folder;

    private Lake lake;

    @BeforeEach
    void buildThreeDays() {
        lake = Lake.at(LocalSpark.session(), folder.toString());
        Map<String, List<Row>> batches = new TreeMap<>();
        for (int batch = 0; batch < 6; batch++) {
            String name = Fares.FIRST.plusDays(batch).toString();
            Instant event = Instant.parse(name + "T12:00:00Z");
            batches.put(name, List.of(RowFactory.create("c", 10.0 + batch, event, event, name)));
        }
        Fares.ingest(lake, batches);
        Fares.build(lake, BEFORE, DAY, DAY.plusDays(2));
    }

    @Test
    void theTableBeginsAnewAndTheOldOneLivesOnUnderTheNameOfItsDefinition() {
        TableVersion old = lake.at("features/fares");
        String name = "features/fares__" + BEFORE.view("fares").definitionHash().substring(0, 8);

        BuildOutcome outcome = Fares.build(lake, AFTER, DAY.plusDays(2), DAY.plusDays(2));

        assertThat(outcome.reasons())
                .containsExactly("the definition changed: the table begins anew, its 3 days under the one before are "
                        + name + " now");
        TableVersion now = lake.at("features/fares");
        assertThat(lake.slices(now)).containsOnlyKeys(DAY.plusDays(2).toString());
        assertThat(lake.read(now).columns()).containsExactly("city", "event_timestamp", "fare", "date");
        assertThat(lake.read(now)
                        .selectExpr("typeof(fare)", "cast(date as string)")
                        .distinct()
                        .collectAsList())
                .containsExactly(RowFactory.create("bigint", DAY.plusDays(2).toString()));
        assertThat(lake.at(name)).isEqualTo(old);
        assertThat(lake.slices(lake.at(name))).hasSize(3);
        assertThat(lake.read(lake.at(name))
                        .selectExpr("typeof(fare)")
                        .distinct()
                        .collectAsList())
                .containsExactly(RowFactory.create("double"));
    }

    @Test
    void moreDaysUnderTheNewDefinitionJoinThoseThatAreThere() {
        Fares.build(lake, AFTER, DAY.plusDays(2), DAY.plusDays(2));

        BuildOutcome outcome = Fares.build(lake, AFTER, DAY, DAY.plusDays(1));

        assertThat(outcome.reasons()).isEmpty();
        assertThat(lake.slices(lake.at("features/fares"))).hasSize(3);
    }

    @Test
    void aDefinitionThatComesBackBeginsAnewToo() {
        Fares.build(lake, AFTER, DAY, DAY);

        Fares.build(lake, BEFORE, DAY, DAY);

        assertThat(lake.slices(lake.at("features/fares"))).containsOnlyKeys(DAY.toString());
        assertThat(lake.read(lake.at("features/fares")).columns())
                .containsExactly("city", "event_timestamp", "rides", "fare", "date");
    }

    @Test
    void aDayThatCannotBeBuiltLeavesTheOldTable() {
        TableVersion old = lake.at("features/fares");

        BuildOutcome outcome = Fares.build(lake, AFTER, DAY.plusDays(30), DAY.plusDays(30));

        assertThat(outcome.reasons().toString())
                .contains("input incomplete: sources/rides/2013-04-03 (never ingested)");
        assertThat(lake.at("features/fares")).isEqualTo(old);
    }

    private static Aggregate mean() {
        return new Aggregate.Mean(Sql.of("fare"));
    }

    private static Feature feature(String name, Aggregate aggregate) {
        return PlainView.feature(name, aggregate, Optional.of(Duration.ofHours(24)));
    }
}

package io.penstock.features.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.DateRange;
import io.penstock.features.PointInTime;
import io.penstock.features.ViewData;
import io.penstock.features.ViewInput;
import io.penstock.validation.LocalSpark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Laws of keys that are split by time: nothing of what a query sees depends on it. */
class SplitLawsTest {
    private static final int GROUPS = 8;

    @Test
    void everyFeatureOfSplitKeysEqualsTheOracleToTheBit() {
        for (long seed = 5000; seed < 5000 + GROUPS; seed++) {
            Group group = Group.random(seed, 16, 1200);
            int partitions = 2 + (int) (seed % 7);
            Map<Integer, Row> byQuery = Forced.split(
                    partitions, () -> JoinLawsTest.byQuery(group.join().collectAsList()));

            JoinLawsTest.checkAll(group, byQuery);
        }
    }

    @Test
    void whatSplitKeysHoldForAllTimeIsHandedOverCuts() {
        for (long seed = 5500; seed < 5506; seed++) {
            Group group = held(seed);
            TestView view = group.views().get(0);
            DateRange days = TickLawsTest.days(view, new Random(seed));

            Map<Integer, Row> byQuery =
                    Forced.split(5, () -> JoinLawsTest.byQuery(group.join().collectAsList()));
            List<String> ticks = Forced.split(5, () -> JoinLawsTest.sorted(TickLawsTest.ticks(group, view, days)));

            JoinLawsTest.checkAll(group, byQuery);
            assertThat(ticks)
                    .as("seed " + seed + ", " + view + ", " + days)
                    .isEqualTo(JoinLawsTest.sorted(TickLawsTest.ticks(group, view, days)));
        }
    }

    private static Group held(long seed) {
        Random random = new Random(seed);
        List<History> histories = new ArrayList<>(List.of(History.random(0, 400, 40, random)));
        for (int i = 1; i < 12; i++) {
            histories.add(withSomeTwice(History.random(i, 25, 25, random), random));
        }
        return new Group(seed, List.of(TestView.ofHeldRows("a", random)), histories);
    }

    private static History withSomeTwice(History history, Random random) {
        List<Event> events = new ArrayList<>(history.events());
        events.addAll(history.events().stream()
                .filter(event -> random.nextInt(3) == 0)
                .toList());
        return new History(history.number(), events, history.queries());
    }

    @Test
    void lookupsBesideEventsOfSplitKeysAreThoseOfWholeKeys() {
        for (long seed = 6000; seed < 6004; seed++) {
            Group group = Group.random(seed, 10, 300);
            List<ViewInput> inputs = new ArrayList<>(group.inputs(group.rows()));
            inputs.set(1, published(group, group.views().get(1), new Random(seed)));
            Dataset<Row> frame = Group.frame(group.queries());

            List<String> split = Forced.split(4, () -> JoinLawsTest.sorted(PointInTime.join(frame, "moment", inputs)));

            assertThat(split)
                    .as("seed " + seed)
                    .isEqualTo(JoinLawsTest.sorted(PointInTime.join(frame, "moment", inputs)));
        }
    }

    /** A view's ticks of most of the first days in place of its events. */
    private static ViewInput published(Group group, TestView view, Random random) {
        LocalDate from = LocalDate.ofEpochDay(History.START / History.DAY);
        DateRange range = new DateRange(from, from.plusDays(6));
        List<LocalDate> published =
                range.days().stream().filter(d -> random.nextInt(4) > 0).toList();
        Dataset<Row> ticks = PointInTime.ticks(view.view(), view.entity(), view.events(group.rows()), range);
        Dataset<Row> table = LocalSpark.session().createDataFrame(ticks.collectAsList(), ticks.schema());
        return ViewInput.all(view.view(), view.frameKeys(), new ViewData.Ticks(table, published));
    }

    @Test
    void theTicksOfSplitKeysAreThoseOfWholeKeys() {
        for (long seed = 8000; seed < 8006; seed++) {
            Group group = Group.random(seed, 10, seed % 2 == 0 ? 800 : 150);
            for (TestView view : group.views()) {
                DateRange days = TickLawsTest.days(view, new Random(seed));

                List<String> split = Forced.split(5, () -> JoinLawsTest.sorted(TickLawsTest.ticks(group, view, days)));

                assertThat(split)
                        .as("seed " + seed + ", " + view + ", " + days)
                        .isEqualTo(JoinLawsTest.sorted(TickLawsTest.ticks(group, view, days)));
            }
        }
    }

    @Test
    void thePlanSaysThatKeysAreSplit() {
        Group group = Group.random(7000, 4, 200);
        TestView view = group.views().get(0);
        DateRange days = TickLawsTest.days(view, new Random(7000));

        String join = Forced.split(
                3, () -> PointInTime.explain(Group.frame(group.queries()), "moment", group.inputs(group.rows())));
        String ticks =
                Forced.split(3, () -> PointInTime.explain(view.view(), view.entity(), view.events(group.rows()), days));

        assertThat((join + "\n" + ticks).lines().filter(line -> line.contains("hot keys")))
                .hasSize(3)
                .allMatch(line -> line.contains("hot keys split by time: "));
    }
}

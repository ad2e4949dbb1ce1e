package io.penstock.features.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.features.PointInTime;
import io.penstock.features.ViewInput;
import io.penstock.validation.LocalSpark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Laws of the point-in-time join over random views and histories. */
class JoinLawsTest {
    private static final int GROUPS = 10;
    private static final int MICRO_CASES = 16;
    private static final String PARTITIONS = "spark.sql.shuffle.partitions";

    @Test
    void everyFeatureOfEveryRowEqualsTheOracleToTheBit() {
        for (long seed = 0; seed < GROUPS; seed++) {
            Group group = Group.random(seed, MICRO_CASES, 1500);
            Map<Integer, Row> byQuery = byQuery(group.join().collectAsList());

            checkAll(group, byQuery);
        }
    }

    static void checkAll(Group group, Map<Integer, Row> byQuery) {
        assertThat(byQuery).as("seed " + group.seed()).hasSameSizeAs(group.queries());
        for (TestView view : group.views()) {
            for (History history : group.histories()) {
                Oracle oracle = new Oracle(view, history.events());
                history.queries().forEach(q -> check(group, view, oracle, q, byQuery.get(q.number())));
            }
        }
    }

    private static void check(Group group, TestView view, Oracle oracle, History.Query query, Row row) {
        Key key = new Key(query.key().k1(), query.key().k2(), view.hasBothKeys());
        List<Object> expected = oracle.at(key, query.moment());
        int state = key.hasNull() ? 3 : expected.equals(oracle.empty()) ? 1 : 0;

        assertThat(Group.features(view, row))
                .as(() -> group.describe(view, query))
                .isEqualTo(expected);
        assertThat(Group.state(view, row)).as(() -> group.describe(view, query)).isEqualTo((byte) state);
        assertThat(row.getList(4)).isEqualTo(java.util.Arrays.asList("of " + query.number(), null));
    }

    @Test
    void aRatioAskedForAloneLooksAsFarBackAsItsParts() {
        for (long seed = 300; seed < 306; seed++) {
            Random random = new Random(seed);
            TestView view = TestView.ofRatio("a", random);
            Group group = new Group(seed, List.of(view), List.of(History.random(0, 1500, 60, random)));
            List<ViewInput> alone =
                    List.of(new ViewInput(view.view(), view.frameKeys(), List.of("ratio"), view.events(group.rows())));

            List<Row> joined = PointInTime.join(Group.frame(group.queries()), "moment", alone)
                    .collectAsList();

            Oracle oracle = new Oracle(view, group.events());
            Map<Integer, Row> byQuery = byQuery(joined);
            for (History.Query query : group.queries()) {
                Key key = new Key(query.key().k1(), null, false);
                assertThat(Canonical.of(byQuery.get(query.number()).getAs("a__ratio")))
                        .as(() -> group.describe(view, query))
                        .isEqualTo(oracle.at(key, query.moment()).get(2));
            }
        }
    }

    @Test
    void rowsHeldForAllTimeAreThoseOfTheTotalOrder() {
        for (long seed = 400; seed < 406; seed++) {
            Random random = new Random(seed);
            List<History> histories = new ArrayList<>();
            for (int i = 0; i < MICRO_CASES; i++) {
                histories.add(History.random(i, 25, 25, random));
            }
            Group group = new Group(seed, List.of(TestView.ofHeldRows("a", random)), histories);

            checkAll(group, byQuery(group.join().collectAsList()));
        }
    }

    @Test
    void whatIsKnownAfterAMomentCannotMoveItsFeatures() {
        for (long seed = 100; seed < 104; seed++) {
            Group group = Group.random(seed, 8, 400);
            long moment = History.START + 20 * History.DAY + 1;
            Random random = new Random(seed);
            List<History.Query> queries = group.queries().stream()
                    .map(q -> new History.Query(q.number(), q.key(), moment))
                    .toList();
            for (TestView view : group.views()) {
                boolean keyed = view.replacement() != TestView.Replacement.NONE;
                List<Event> poisoned = group.events().stream()
                        .map(e -> poison(e, moment, keyed, random))
                        .toList();
                Group one = new Group(seed, List.of(view), group.histories());

                Dataset<Row> clean = PointInTime.join(Group.frame(queries), "moment", one.inputs(group.rows()));
                Dataset<Row> dirty = PointInTime.join(Group.frame(queries), "moment", one.inputs(Group.rows(poisoned)));

                assertThat(poisoned).as("seed " + seed).isNotEqualTo(group.events());
                assertThat(sorted(dirty)).as("seed " + seed + ", " + view).isEqualTo(sorted(clean));
            }
        }
    }

    /** Turns what the moment cannot know into garbage: all of a row created later; of one that only happens later its values. */
    private static Event poison(Event e, long moment, boolean keyed, Random random) {
        if (e.created() > moment) {
            long event = moment + random.nextInt(2_000_000) - 1_000_000;
            return garbage(e, e.k1() == null ? "case0-0" : e.k1(), random.nextInt(5), event, e.created());
        }
        return e.event() > moment && !keyed
                ? garbage(e, e.k1(), e.id(), moment + 1 + random.nextInt(9), e.created())
                : e;
    }

    private static Event garbage(Event e, String k1, int id, long event, long created) {
        return new Event(k1, 1L, event, created, "b9", 9, id, Double.NaN, 999L, 3, "a", true, Float.NaN, e.d(), e.m());
    }

    @Test
    void partitionsAndTheOrderOfRowsDoNotChangeTheContent() {
        SparkSession session = LocalSpark.session();
        String before = session.conf().get(PARTITIONS);
        try {
            for (long seed = 200; seed < 203; seed++) {
                Group group = Group.random(seed, 8, 400);
                List<String> expected = sorted(group.join());
                for (int partitions : List.of(1, 3, 11)) {
                    session.conf().set(PARTITIONS, String.valueOf(partitions));
                    List<Event> events = new ArrayList<>(group.events());
                    Collections.shuffle(events, new Random(seed + partitions));
                    Dataset<Row> joined = PointInTime.join(
                            Group.frame(group.queries()).repartition(partitions),
                            "moment",
                            group.inputs(Group.rows(events).repartition(partitions + 1)));

                    assertThat(sorted(joined))
                            .as("seed " + seed + ", " + partitions + " partitions")
                            .isEqualTo(expected);
                }
            }
        } finally {
            session.conf().set(PARTITIONS, before);
        }
    }

    static Map<Integer, Row> byQuery(List<Row> joined) {
        Map<Integer, Row> rows = new HashMap<>();
        for (Row row : joined) {
            assertThat(rows.put(row.getInt(0), row))
                    .as("query " + row.getInt(0) + " twice")
                    .isNull();
        }
        return rows;
    }

    /** The rows as text that tells apart every bit, in an order of their own. */
    static List<String> sorted(Dataset<Row> rows) {
        List<String> texts = new ArrayList<>();
        for (Row row : rows.collectAsList()) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                text.append(Canonical.of(row.get(i))).append(" | ");
            }
            texts.add(text.toString());
        }
        Collections.sort(texts);
        return texts;
    }
}

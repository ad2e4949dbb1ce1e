package io.penstock.features.laws;

import io.penstock.base.ColumnType;
import io.penstock.base.Location;
import io.penstock.features.About;
import io.penstock.features.Entity;
import io.penstock.features.FeatureView;
import io.penstock.features.ViewData;
import io.penstock.features.Visible;
import io.penstock.validation.CheckSuite;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A random view: its features, its entity (k1, or k1 and k2), how rows of its source replace one another. */
record TestView(
        String name,
        boolean hasBothKeys,
        List<Wanted> features,
        Replacement replacement,
        Visible visible,
        Duration refresh,
        Duration publishDelay,
        Optional<Duration> ttl) {

    private static final List<Wanted.Kind> FOLDED = List.of(
            Wanted.Kind.COUNT,
            Wanted.Kind.SUM,
            Wanted.Kind.MEAN,
            Wanted.Kind.STDDEV,
            Wanted.Kind.MIN,
            Wanted.Kind.MAX,
            Wanted.Kind.FIRST,
            Wanted.Kind.LAST);

    enum Replacement {
        NONE,
        WITHIN_ENTITY,
        ACROSS_ENTITIES
    }

    static TestView random(String name, boolean hasBothKeys, Random random) {
        List<Wanted> features = new ArrayList<>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            features.add(Wanted.random("f" + i, List.copyOf(features), random));
        }
        return new TestView(
                name,
                hasBothKeys,
                features,
                Replacement.values()[random.nextInt(3)],
                random.nextInt(3) == 0 ? Visible.BEFORE : Visible.AT,
                Duration.ofHours(List.of(1, 6, 24).get(random.nextInt(3))),
                Duration.ofMinutes(random.nextInt(3) * 25),
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(Duration.ofHours(1 + random.nextInt(40))));
    }

    /** Two features over windows and their ratio, of a source whose rows are corrected within their entity. */
    static TestView ofRatio(String name, Random random) {
        Wanted of = Wanted.sum("of", 1 + random.nextInt(30));
        Wanted to = Wanted.sum("to", 1 + random.nextInt(30));
        Wanted ratio = new Wanted(
                "ratio",
                Wanted.Kind.RATIO,
                null,
                Where.ALL,
                Math.max(of.window(), to.window()),
                BigDecimal.ZERO,
                List.of(of, to));
        return new TestView(
                name,
                false,
                List.of(of, to, ratio),
                Replacement.WITHIN_ENTITY,
                Visible.AT,
                Duration.ofHours(1),
                Duration.ZERO,
                Optional.empty());
    }

    /** Features of all that ever came of a source whose rows stay, each needs one row, or a few; and two over windows. */
    static TestView ofHeldRows(String name, Random random) {
        List<Wanted> features = new ArrayList<>();
        for (Wanted.Kind kind :
                List.of(Wanted.Kind.FIRST, Wanted.Kind.LAST, Wanted.Kind.LAST_N, Wanted.Kind.MIN, Wanted.Kind.MAX)) {
            features.add(Wanted.over(Wanted.FOREVER, kind.name().toLowerCase(Locale.ROOT), kind, random));
        }
        features.add(Wanted.over(History.DAY / 24, "count_1h", Wanted.Kind.COUNT, random));
        features.add(Wanted.over(7 * History.DAY, "last_n_7d", Wanted.Kind.LAST_N, random));
        return new TestView(
                name,
                false,
                features,
                Replacement.NONE,
                Visible.AT,
                Duration.ofHours(1),
                Duration.ZERO,
                Optional.empty());
    }

    /** Features of a source whose rows stay, over windows of whole days: rows that happen between two ticks go together. */
    static TestView ofWholeDays(String name, Random random) {
        List<Wanted> features = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Wanted.Kind kind = FOLDED.get(random.nextInt(FOLDED.size()));
            long window = List.of(1, 2, 7, 30).get(random.nextInt(4)) * History.DAY;
            features.add(Wanted.over(random.nextInt(8) == 0 ? Wanted.FOREVER : window, "f" + i, kind, random));
        }
        return new TestView(
                name,
                false,
                features,
                Replacement.NONE,
                random.nextInt(3) == 0 ? Visible.BEFORE : Visible.AT,
                Duration.ofHours(List.of(6, 24).get(random.nextInt(2))),
                Duration.ZERO,
                Optional.empty());
    }

    List<String> keys() {
        return hasBothKeys ? List.of("k1", "k2") : List.of("k1");
    }

    List<String> sourceKey() {
        return switch (replacement) {
            case NONE -> List.of();
            case WITHIN_ENTITY -> hasBothKeys ? List.of("k1", "k2", "id") : List.of("k1", "id");
            case ACROSS_ENTITIES -> List.of("id");
        };
    }

    List<String> order() {
        return replacement == Replacement.NONE ? List.of("s", "id") : sourceKey();
    }

    /** One microsecond where an event is not seen at its own instant. */
    long delay() {
        return visible == Visible.BEFORE ? 1 : 0;
    }

    FeatureView view() {
        return new FeatureView(
                name,
                Location.NONE,
                about(),
                "entity",
                "events",
                Optional.of(refresh),
                publishDelay,
                ttl,
                visible,
                features.stream().map(Wanted::feature).toList(),
                CheckSuite.NONE,
                List.of());
    }

    Entity entity() {
        Map<String, ColumnType> keys = new LinkedHashMap<>();
        keys.put("k1", new ColumnType("string"));
        if (hasBothKeys) {
            keys.put("k2", new ColumnType("bigint"));
        }
        return new Entity("entity", Location.NONE, about(), keys);
    }

    private static About about() {
        return new About(Optional.empty(), Optional.empty(), List.of());
    }

    ViewData.Events events(Dataset<Row> rows) {
        return new ViewData.Events(rows, false, order(), sourceKey());
    }

    /** Entity key to the frame's column. */
    Map<String, String> frameKeys() {
        return hasBothKeys ? Map.of("k1", "q1", "k2", "q2") : Map.of("k1", "q1");
    }
}

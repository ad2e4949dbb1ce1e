package io.penstock.validation;

import static io.penstock.validation.Frames.frame;
import static io.penstock.validation.Frames.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.UserError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static final String DDL = "day date, x double, n int, s string, b boolean";
    private static final LocalDate FIRST = LocalDate.parse("2013-01-01");
    private static final LocalDate SECOND = LocalDate.parse("2013-01-02");

    @Test
    void fewNumbersGetABinEachAndNullAndNotFiniteAreApart() {
        Profile profile = Profile.of(
                frame(
                        DDL,
                        row(FIRST, 1.0, 1, "a", true),
                        row(FIRST, 1.0, 1, "b", true),
                        row(SECOND, 4.0, 2, "a", null),
                        row(SECOND, Double.NaN, null, null, false),
                        row(null, Double.NEGATIVE_INFINITY, 2, "a", false)),
                List.of("x", "n", "s", "b"),
                "day");

        ColumnProfile x = profile.column("x");
        assertThat(x.bins().edges()).containsExactly(4.0);
        assertThat(x.bins().labels()).containsExactly("x < 4.0", "4.0 <= x", "other", "new", "not_finite", "null");
        assertThat(x.counts()).containsExactly(2L, 1L, 0L, 0L, 2L, 0L);
        assertThat(x.days()).containsOnlyKeys("2013-01-01", "2013-01-02");
        assertThat(x.days().get("2013-01-02")).containsExactly(0L, 1L, 0L, 0L, 1L, 0L);
        assertThat(x.moments()).contains(new ColumnProfile.Moments(1, 4, 2, Math.sqrt(2)));
        assertThat(profile.column("n").nulls()).isEqualTo(1);
        assertThat(profile.column("s").bins().categories()).containsExactly("a", "b");
        assertThat(profile.column("s").counts()).containsExactly(3L, 1L, 0L, 0L, 0L, 1L);
        assertThat(profile.column("b").bins().categories()).containsExactly("false", "true");
        assertThat(profile.rows()).isEqualTo(5);
    }

    @Test
    void quantileEdgesPartTheReferenceEvenly() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            rows.add(RowFactory.create(FIRST, (double) i, i % 30, "c" + i % 3, true));
        }
        Profile profile = Profile.of(frame(DDL, rows), List.of("x", "n"), "day");

        assertThat(profile.column("x").bins().edges())
                .hasSize(19)
                .startsWith(100.0, 200.0)
                .endsWith(1900.0);
        assertThat(profile.column("x").counts().subList(0, 20)).containsOnly(100L);
        assertThat(profile.column("n")
                        .counts()
                        .subList(0, profile.column("n").bins().valueBins()))
                .allMatch(c -> c >= 60 && c <= 140);
    }

    @Test
    void sameRowsGiveTheSameBytesHoweverPartitioned() {
        for (long seed = 1; seed <= 5; seed++) {
            Random random = new Random(seed);
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                Double x =
                        random.nextInt(50) == 0 ? null : 1000 + random.nextGaussian() * Math.pow(10, random.nextInt(6));
                rows.add(RowFactory.create(
                        random.nextBoolean() ? FIRST : SECOND,
                        x,
                        random.nextInt(100),
                        "s" + random.nextInt(200),
                        null));
            }
            List<String> columns = List.of("x", "n", "s", "b");
            String one =
                    Profile.of(frame(DDL, rows).repartition(1), columns, "day").toJson();
            Collections.shuffle(rows, random);
            String many =
                    Profile.of(frame(DDL, rows).repartition(9), columns, "day").toJson();

            assertThat(many).as("seed " + seed).isEqualTo(one);
            assertThat(Profile.fromJson(one).toJson()).as("seed " + seed).isEqualTo(one);
            ColumnProfile x = Profile.fromJson(one).column("x");
            double values = 20_000 - x.nulls();
            assertThat(x.counts().subList(0, x.bins().valueBins()))
                    .as("seed " + seed)
                    .allSatisfy(count -> assertThat(count / values).isBetween(0.02, 0.08));
        }
    }

    @Test
    void laterRowsAreCountedByTheFrozenBins() {
        Profile reference = Profile.of(
                frame(DDL, row(FIRST, 1.0, 1, "a", true), row(FIRST, 2.0, 2, "b", true)), List.of("x", "s"), "day");

        Profile later = reference.count(
                frame(
                        DDL,
                        row(SECOND, -5.0, 1, "z", true),
                        row(SECOND, 99.0, 1, "b", true),
                        row(SECOND, null, 1, null, true)),
                "day");

        assertThat(later.column("x").counts()).containsExactly(1L, 1L, 0L, 0L, 0L, 1L);
        assertThat(later.column("s").counts()).containsExactly(0L, 1L, 0L, 1L, 0L, 1L);
        assertThat(later.column("s").bins()).isEqualTo(reference.column("s").bins());
    }

    @Test
    void rareCategoriesAreOtherAndUnseenOnesNew() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            for (int times = 0; times < 100 - i; times++) {
                rows.add(RowFactory.create(FIRST, 1.0, 1, "c%02d".formatted(i), true));
            }
        }
        Bins bins =
                Profile.of(frame(DDL, rows), List.of("s"), "day").column("s").bins();

        assertThat(bins.categories()).hasSize(50).startsWith("c00", "c01").endsWith("c49");
        assertThat(bins.rest()).containsExactly("c50", "c51", "c52", "c53", "c54", "c55", "c56", "c57", "c58", "c59");
        assertThat(bins.of("c55")).isEqualTo(bins.otherBin());
        assertThat(bins.of("zzz")).isEqualTo(bins.newBin());
    }

    @Test
    void noRowsGiveAnEmptyProfile() {
        Profile profile = Profile.of(frame(DDL), List.of("x", "s"), "day");

        assertThat(profile.rows()).isZero();
        assertThat(profile.column("x").moments()).isEmpty();
        assertThat(profile.column("x").counts()).containsOnly(0L);
    }

    @Test
    void anUnknownColumnIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> Profile.of(frame(DDL), List.of("dey"), "day"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("there is no column dey to profile; did you mean \"day\"?");
    }
}

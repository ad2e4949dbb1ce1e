package io.penstock.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTallyTest {
    private static final int SCOPE = 1;
    private static final int PLENTY = 1_000;

    @Test
    void rowsOutOfScopeThrownAndWithNullAreCountedButNotCompared() {
        KeyTally tally = tally();
        add(tally, 7, 1);
        add(tally, 7, 0);
        add(tally, 7, -1);
        add(tally, null, 1);
        add(tally, null, 1);
        add(tally, null, 0);
        add(tally, null, -1);

        assertThat(tally.seal(PLENTY)).isEqualTo(1);
        assertThat(tally.distinct()).isTrue();
        assertThat(tally.compared()).isEqualTo(1);
        assertThat(tally.withNull()).isEqualTo(2);
        assertThat(tally.threw()).isEqualTo(2);
    }

    @Test
    void keysDroppedForLackOfRoomProveTheirPartAlone() {
        KeyTally dropped = sealed(2, 1, 2, 3);

        assertThat(dropped.distinct()).isTrue();
        assertThat(merged(dropped, sealed(PLENTY)).distinct()).isTrue();
        assertThat(merged(sealed(PLENTY), sealed(2, 1, 2, 3)).distinct()).isTrue();
        assertThat(merged(sealed(2, 1, 2, 3), sealed(PLENTY, 4)).distinct()).isFalse();
        assertThat(merged(sealed(PLENTY, 4), sealed(2, 1, 2, 3)).distinct()).isFalse();
    }

    @Test
    void aTallyKeepsAtMostWhatThereIsRoomFor() {
        assertThat(filled(500).seal(500)).isEqualTo(500);
        assertThat(filled(500).seal(499)).isZero();
        assertThat(filled(500).fresh().seal(0)).isZero();
    }

    private static Tally filled(int rows) {
        KeyTally tally = tally();
        for (int key = 0; key < rows; key++) {
            add(tally, key, 1);
        }
        return tally;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void partsInAnyOrderAreDistinctExactlyIfTheirRowsAre(long seed) {
        Random random = new Random(seed);
        Set<Boolean> seen = new HashSet<>();
        for (int round = 0; round < 200; round++) {
            Set<Integer> keys = new HashSet<>();
            List<KeyTally> parts = new ArrayList<>();
            int rows = 0;
            int spread = random.nextBoolean() ? 100 : 10_000;
            for (int part = 0; part < 5; part++) {
                int[] values = random.ints(random.nextInt(8), 0, spread).toArray();
                rows += values.length;
                for (int value : values) {
                    keys.add(value);
                }
                parts.add(sealed(PLENTY, values));
            }
            boolean distinct = keys.size() == rows;
            while (parts.size() > 1) {
                KeyTally one = parts.remove(random.nextInt(parts.size()));
                parts.add(merged(one, parts.remove(random.nextInt(parts.size()))));
            }
            assertThat(parts.get(0).distinct())
                    .as("seed " + seed + " round " + round)
                    .isEqualTo(distinct);
            assertThat(parts.get(0).compared())
                    .as("seed " + seed + " round " + round)
                    .isEqualTo(rows);
            seen.add(distinct);
        }
        assertThat(seen).as("seed " + seed).hasSize(2);
    }

    private static KeyTally merged(KeyTally one, KeyTally other) {
        one.merge(other);
        return one;
    }

    private static KeyTally sealed(int room, int... keys) {
        KeyTally tally = tally();
        for (int key : keys) {
            add(tally, key, 1);
        }
        tally.seal(room);
        return tally;
    }

    private static KeyTally tally() {
        int[] key = {0};
        return new KeyTally(key, SCOPE, new RowHash(key, new DataType[] {DataTypes.IntegerType}));
    }

    private static void add(KeyTally tally, Integer key, int scope) {
        tally.add(new GenericInternalRow(new Object[] {key, scope}));
    }
}

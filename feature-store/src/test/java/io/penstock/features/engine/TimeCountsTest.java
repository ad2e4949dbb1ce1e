package io.penstock.features.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.junit.jupiter.api.Test;

class TimeCountsTest {
    private static final int CELLS = 64;
    private static final long DAY = 86_400_000_000L;

    @Test
    void cutsAreTheSameInWhateverOrderRowsCome() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Long> times = random.longs(1 + random.nextInt(500), 0, 1L << random.nextInt(1, 50))
                    .boxed()
                    .collect(Collectors.toList());
            long[] expected = counts(times).cuts(7);

            Collections.shuffle(times, random);
            int at = random.nextInt(times.size());
            TimeCounts merged = counts(times.subList(0, at)).merge(counts(times.subList(at, times.size())));

            assertThat(merged.cuts(7)).as("seed " + seed).isEqualTo(expected);
        }
    }

    @Test
    void piecesAreEvenAlsoWhereAFewRowsLieFarAway() {
        List<Long> times = new ArrayList<>(List.of(0L, PackedTime.LIMIT - 1));
        for (int i = 0; i < 998; i++) {
            times.add(15_000 * DAY + i * 1_000_000L);
        }

        TimeCounts counts = counts(times);
        long[] cuts = counts.cuts(4);

        assertThat(cuts).hasSize(3);
        assertThat(Arrays.stream(counts.loads(cuts, List.of(new Carry.ByEvent(0, List.of())))))
                .hasSize(4)
                .allMatch(rows -> rows >= 230 && rows <= 270);
    }

    @Test
    void whatHappensAtOneInstantIsOnePiece() {
        TimeCounts counts = counts(List.of(5L, 7L, 7L, 7L, 7L, 7L));

        assertThat(counts.cuts(6)).containsExactly(7);
        assertThat(counts(List.of(7L, 7L)).cuts(6)).isEmpty();
        assertThat(counts.loads(new long[] {7}, List.of(new Carry.ByEvent(2, List.of()))))
                .containsExactly(1, 5);
        assertThat(counts.loads(new long[] {7}, List.of(new Carry.ByEvent(3, List.of()))))
                .containsExactly(1, 6);
    }

    @Test
    void theFullestPartitionsGetNoTwoPiecesOfABucket() {
        List<Packing.Item> items = new ArrayList<>();
        for (int piece = 0; piece < 4; piece++) {
            items.add(new Packing.Item(9, piece, 10 + piece));
        }
        items.add(new Packing.Item(1, 0, 40));

        Packing packing = Packing.of(items, 4);

        assertThat(Arrays.stream(new int[] {0, 1, 2, 3}).map(piece -> packing.partition(9, piece)))
                .containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(packing.largest()).isEqualTo(50);
    }

    private static TimeCounts counts(List<Long> times) {
        TimeCounts counts = new TimeCounts(1, CELLS);
        times.forEach(time -> counts.add(event(time)));
        return counts;
    }

    private static InternalRow event(long time) {
        return new GenericInternalRow(new Object[] {time << 1, 0, null, time, time});
    }
}

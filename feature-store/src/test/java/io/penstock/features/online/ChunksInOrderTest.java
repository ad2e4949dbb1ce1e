package io.penstock.features.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.features.OnlineWritten;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChunksInOrderTest {

    @Test
    void chunksHoldTheSameKeysHoweverTheRowsArriveAndWhateverIsWanted() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(7);
            int rows = random.nextInt(60);
            int chunks = 1 + rows / size;
            List<Long> wanted = LongStream.range(0, chunks)
                    .filter(chunk -> random.nextBoolean())
                    .boxed()
                    .toList();
            List<String> put = new ArrayList<>();
            Map<Long, OnlineWritten> done = new TreeMap<>();
            ChunksInOrder cut = new ChunksInOrder(
                    size,
                    wanted,
                    some -> {
                        some.forEach(row -> put.add(row.key()));
                        return new OnlineWritten(some.size(), 0);
                    },
                    done::putAll);

            for (int from = 0; from < rows; ) {
                int until = Math.min(rows, from + random.nextInt(20));
                cut.add(packed(from, until));
                from = until;
            }
            cut.end();

            assertThat(put)
                    .as("keys, seed %d", seed)
                    .containsExactlyElementsOf(IntStream.range(0, rows)
                            .filter(row -> wanted.contains((long) (row / size)))
                            .mapToObj(Integer::toString)
                            .toList());
            assertThat(done.keySet()).as("chunks told of, seed %d", seed).containsExactlyElementsOf(wanted);
            assertThat(done.values().stream().mapToLong(OnlineWritten::written).sum())
                    .as("rows told of, seed %d", seed)
                    .isEqualTo(put.size());
        }
    }

    private static List<Packed> packed(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(row -> new Packed(Integer.toString(row), new byte[0]))
                .toList();
    }
}

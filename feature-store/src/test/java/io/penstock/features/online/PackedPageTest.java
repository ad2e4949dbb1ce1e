package io.penstock.features.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedPageTest {

    @Test
    void pagesHoldTheRowsThatWereGiven() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Packed> rows = new ArrayList<>();
            for (int i = random.nextInt(3_000); i > 0; i--) {
                byte[] value = new byte[random.nextInt(500)];
                random.nextBytes(value);
                rows.add(new Packed("Zürich \u0000 ✈ ".repeat(random.nextInt(3)) + i, value));
            }
            List<byte[]> pages = new ArrayList<>();
            PackedPage.pages(rows.iterator()).forEachRemaining(pages::add);
            List<Packed> read = pages.stream()
                    .flatMap(page -> PackedPage.rows(page).stream())
                    .toList();

            assertThat(read.stream().map(Packed::key))
                    .as("keys, seed %d", seed)
                    .containsExactlyElementsOf(rows.stream().map(Packed::key).toList());
            assertThat(read.stream().map(Packed::value).toArray(byte[][]::new))
                    .as("values, seed %d", seed)
                    .isDeepEqualTo(rows.stream().map(Packed::value).toArray(byte[][]::new));
        }
    }
}

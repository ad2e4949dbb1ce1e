package io.penstock.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final List<Integer> ITEMS = List.of(1, 2, 3, 4, 5);

    private static List<Integer> slice(int from, int size) {
        return ITEMS.subList(Math.min(from, ITEMS.size()), Math.min(from + size, ITEMS.size()));
    }

    @Test
    void pagesShorterThanAskedForAreNotTheEnd() {
        assertThat(Pages.all(from -> new Pages.Page<>(slice(from, 2), null))).isEqualTo(ITEMS);
    }

    @Test
    void theTotalSavesTheEmptyPage() {
        assertThat(Pages.all(from -> {
                    assertThat(from).isLessThan(ITEMS.size());
                    return new Pages.Page<>(slice(from, 3), ITEMS.size());
                }))
                .isEqualTo(ITEMS);
    }

    @Test
    void anEmptyPageEndsAListWhoseTotalIsTooHigh() {
        assertThat(Pages.all(from -> new Pages.Page<>(slice(from, 3), 99))).isEqualTo(ITEMS);
    }
}

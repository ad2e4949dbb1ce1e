package io.penstock.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Location;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckTextTest {
    @Test
    void aRangeThatIsOpenAtAnEndIsToldInWords() {
        assertThat(CheckText.expected(rows(10L, null))).isEqualTo("at least 10 rows");
        assertThat(CheckText.expected(rows(1L, null))).isEqualTo("at least 1 row");
        assertThat(CheckText.expected(rows(null, 5L))).isEqualTo("at most 5 rows");
        assertThat(CheckText.expected(rows(10L, 20L))).isEqualTo("10..20 rows");
        assertThat(CheckText.expected(range("0.5", null))).isEqualTo("at least 0.5");
    }

    @Test
    void aValueOutsideOfARangeIsRefusedInWords() {
        assertThat(CheckText.refusal(range("0", "100"))).isEqualTo("n is outside 0..100");
        assertThat(CheckText.refusal(range("0", null))).isEqualTo("n is not at least 0");
        assertThat(CheckText.refusal(range(null, "100"))).isEqualTo("n is not at most 100");
    }

    private static RowCount rows(Long min, Long max) {
        return new RowCount(
                "row_count",
                Optional.ofNullable(min),
                Optional.ofNullable(max),
                Optional.empty(),
                Severity.ERROR,
                Location.NONE);
    }

    private static InRange range(String min, String max) {
        return new InRange(
                "in_range(n)",
                "n",
                Optional.ofNullable(min).map(BigDecimal::new),
                Optional.ofNullable(max).map(BigDecimal::new),
                Optional.empty(),
                Severity.ERROR,
                Location.NONE);
    }
}

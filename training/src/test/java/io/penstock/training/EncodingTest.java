package io.penstock.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.training.ModelInput.Ordinal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class EncodingTest {
    private static final Ordinal AIRPORTS = new Ordinal(List.of("EWR", "JFK"), Unseen.OTHER);

    @Test
    void eachTypeBecomesTheNearestFloat() {
        assertThat(encode("double", 0.1)).isEqualTo(0.1f);
        assertThat(encode("float", 0.1f)).isEqualTo(0.1f);
        assertThat(encode("bigint", 16777217L)).isEqualTo(16777216f);
        assertThat(encode("int", -3)).isEqualTo(-3f);
        assertThat(encode("smallint", (short) 3)).isEqualTo(3f);
        assertThat(encode("tinyint", (byte) 3)).isEqualTo(3f);
        assertThat(encode("boolean", true)).isEqualTo(1f);
        assertThat(encode("boolean", false)).isEqualTo(0f);
        assertThat(encode("decimal(5,2)", Decimal.apply(new BigDecimal("1.25"), 5, 2)))
                .isEqualTo(1.25f);
    }

    @Test
    void nullAndNanAreMissingAndMinusZeroIsZero() {
        assertThat(encode("double", null)).isNaN();
        assertThat(encode("double", Double.NaN)).isNaN();
        assertThat(Float.floatToRawIntBits(encode("double", -0.0))).isZero();
        assertThat(Float.floatToRawIntBits(encode("double", -1e-60))).isZero();
    }

    @Test
    void aCategoryIsItsPlaceAnUnseenOneComesAfterThem() {
        assertThat(code(AIRPORTS, "EWR")).isEqualTo(0f);
        assertThat(code(AIRPORTS, "JFK")).isEqualTo(1f);
        assertThat(code(AIRPORTS, "LGA")).isEqualTo(2f);
        assertThat(code(AIRPORTS, null)).isNaN();
        assertThat(code(new Ordinal(List.of("EWR"), Unseen.MISSING), "LGA")).isNaN();
    }

    @Test
    void aWholeNumberMayBeACategory() {
        ModelInput input = new ModelInput("hour", "int", Optional.of(new Ordinal(List.of("10", "9"), Unseen.OTHER)));

        assertThat(encode(input, 9)).isEqualTo(1f);
        assertThat(encode(input, 8)).isEqualTo(2f);
    }

    private static float code(Ordinal ordinal, String value) {
        ModelInput input = new ModelInput("origin", "string", Optional.of(ordinal));
        return encode(input, value == null ? null : UTF8String.fromString(value));
    }

    private static float encode(String type, Object value) {
        return encode(new ModelInput("x", type, Optional.empty()), value);
    }

    private static float encode(ModelInput input, Object value) {
        float[] out = new float[2];
        Encoding.of(List.of(input)).encoder().encode(new GenericInternalRow(new Object[] {value}), out, 1);
        return out[1];
    }
}

package io.penstock.features;

import static io.penstock.features.ValuesOfOneKey.feature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.Sql;
import io.penstock.base.UserError;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Infinities, NaN, both zeros, and numbers at the ends of their types, in and out of a window. */
class ExtremeNumbersTest {
    private static final Sql X = Sql.of("x");
    private static final String LARGEST = "99999999999999999999999999999999999999";

    @Test
    void specialValuesCountWhileTheyAreInTheWindowAndLeaveNoTrace() {
        ValuesOfOneKey values = ValuesOfOneKey.of(
                "'2024-01-01 00:00:00', 1.5D",
                "'2024-01-01 01:00:00', double('Infinity')",
                "'2024-01-01 02:00:00', 2.5D",
                "'2024-01-01 05:00:00', double('-Infinity')",
                "'2024-01-01 06:00:00', double('Infinity')",
                "'2024-01-01 09:00:00', double('NaN')",
                "'2024-01-01 10:00:00', 3.0D",
                "'2024-01-01 14:00:00', -0.0D",
                "'2024-01-01 15:00:00', 0.0D");

        List<String> rows = values.at(
                List.of(
                        "2024-01-01 01:00:00",
                        "2024-01-01 02:59:59.999999",
                        "2024-01-01 03:00:00",
                        "2024-01-01 06:00:00",
                        "2024-01-01 07:00:00",
                        "2024-01-01 08:00:00",
                        "2024-01-01 10:00:00",
                        "2024-01-01 11:00:00",
                        "2024-01-01 14:00:00",
                        "2024-01-01 15:00:00",
                        "2024-01-01 16:00:00"),
                feature("sum", new Aggregate.Sum(X), "2h"),
                feature("mean", new Aggregate.Mean(X), "2h"),
                feature("stddev", new Aggregate.StdDev(X), "2h"),
                feature("min", new Aggregate.Min(X), "2h"),
                feature("max", new Aggregate.Max(X), "2h"),
                feature("median", new Aggregate.Quantile(X, new BigDecimal("0.5")), "2h"),
                feature("ever", new Aggregate.Sum(X), null));

        assertThat(rows)
                .containsExactly(
                        "Infinity Infinity NaN 1.5 Infinity 1.5 Infinity",
                        "Infinity Infinity NaN 2.5 Infinity 2.5 Infinity",
                        "2.5 2.5 null 2.5 2.5 2.5 Infinity",
                        "NaN NaN NaN -Infinity Infinity -Infinity NaN",
                        "Infinity Infinity null Infinity Infinity Infinity NaN",
                        "null null null null null null NaN",
                        "NaN NaN NaN 3.0 NaN 3.0 NaN",
                        "3.0 3.0 null 3.0 3.0 3.0 NaN",
                        "0.0 0.0 null -0.0 -0.0 -0.0 NaN",
                        "0.0 0.0 0.0 -0.0 0.0 -0.0 NaN",
                        "0.0 0.0 null 0.0 0.0 0.0 NaN");
    }

    @Test
    void decimalsOfAllDigitsAreTakenAndComparedAsTheyAre() {
        ValuesOfOneKey values = ValuesOfOneKey.of(
                "'2024-01-01 00:00:00', " + LARGEST + "BD",
                "'2024-01-01 01:00:00', -" + LARGEST + "BD",
                "'2024-01-01 02:00:00', null");

        assertThat(values.at(
                        List.of("2024-01-01 00:00:00", "2024-01-01 02:00:00", "2024-01-01 03:00:00"),
                        feature("min", new Aggregate.Min(X), "2h"),
                        feature("max", new Aggregate.Max(X), "3h"),
                        feature("last", new Aggregate.Last(X), "2h"),
                        feature("different", new Aggregate.CountDistinct(X), null)))
                .containsExactly(
                        LARGEST + " " + LARGEST + " " + LARGEST + " 1",
                        "-" + LARGEST + " " + LARGEST + " null 2",
                        "null -" + LARGEST + " null 2");
    }

    @Test
    void aDecimalIsNotAddedUpButItsDoublesAre() {
        ValuesOfOneKey values = ValuesOfOneKey.of(
                "'2024-01-01 00:00:00', " + LARGEST + "BD", "'2024-01-01 01:00:00', " + LARGEST + "BD");
        List<String> moment = List.of("2024-01-01 01:00:00");

        for (Aggregate aggregate : List.of(new Aggregate.Sum(X), new Aggregate.Mean(X), new Aggregate.StdDev(X))) {
            assertThatThrownBy(() -> values.at(moment, feature("f", aggregate, "2h")))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("feature v.f: ")
                    .hasMessageEndingWith(
                            " of `x` of type decimal; it needs an int, bigint, float or double: cast it to one");
        }
        Sql asDouble = Sql.of("double(x)");
        assertThat(values.at(
                        moment,
                        feature("sum", new Aggregate.Sum(asDouble), "2h"),
                        feature("mean", new Aggregate.Mean(asDouble), "2h"),
                        feature("stddev", new Aggregate.StdDev(asDouble), "2h")))
                .containsExactly("2.0E38 1.0E38 0.0");
    }

    @Test
    void wholeNumbersThatOverflowASumHaveAMeanAndADeviationAndASumAgainOnceOneHasLeft() {
        String most = "9223372036854775807L";
        ValuesOfOneKey values = ValuesOfOneKey.of("'2024-01-01 00:00:00', " + most, "'2024-01-01 01:00:00', " + most);
        Feature sum = feature("sum", new Aggregate.Sum(X), "2h");

        assertThat(values.at(List.of("2024-01-01 00:00:00", "2024-01-01 02:00:00"), sum))
                .containsExactly("9223372036854775807", "9223372036854775807");
        assertThat(values.at(
                        List.of("2024-01-01 01:00:00"),
                        feature("mean", new Aggregate.Mean(X), "2h"),
                        feature("stddev", new Aggregate.StdDev(X), "2h"),
                        feature("doubles", new Aggregate.Sum(Sql.of("double(x)")), "2h")))
                .containsExactly("9.223372036854776E18 0.0 1.8446744073709552E19");
        assertThatThrownBy(() -> values.at(List.of("2024-01-01 01:00:00"), sum))
                .hasStackTraceContaining("feature v.sum: a sum does not fit into a bigint (it is 18446744073709551614);"
                        + " sum double(...) of the column instead");
    }
}

package io.penstock.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.UserError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
    @Test
    void penstockAddsWhatEveryModelNeeds() {
        assertThat(Parameters.of(Flights.spec(Map.of("max_depth", 6, "eta", 0.1)), "cpu"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "max_depth", 6,
                        "eta", 0.1,
                        "objective", "binary:logistic",
                        "tree_method", "hist",
                        "base_score", 0.5,
                        "eval_metric", "logloss",
                        "seed", 7L,
                        "device", "cpu"));
    }

    @Test
    void aWholeNumberMayStandForARealOne() {
        assertThat(Parameters.of(Flights.spec(Map.of("eta", 1, "min_child_weight", 20)), "cpu"))
                .containsEntry("eta", 1.0)
                .containsEntry("min_child_weight", 20.0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            max_dept      | 6   | is no parameter that Penstock knows; did you mean "max_depth"?
            learning_rate | 0.1 | is not set here; use eta
            nthread       | 4   | is not set here; use spark.task.cpus
            objective     | reg:squarederror | is reg:squarederror; allowed: binary:logistic
            max_depth     | -1  | is -1; allowed: a whole number 0 to 64
            subsample     | 1.5 | is 1.5; allowed: a number above 0, at most 1
            eta           | x   | is x; allowed: a number above 0, at most 1
            """)
    void aParameterThatXgboostWouldIgnoreOrMisreadIsRefused(String name, String text, String reason) {
        Object value = text.matches("-?\\d+") ? Integer.valueOf(text) : text.matches("[\\d.]+") ? Double.valueOf(text) : text;

        assertThatThrownBy(() -> Parameters.of(Flights.spec(Map.of(name, value)), "cpu"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("train.xgboost." + name + " of model late (models/late.yaml:1) " + reason);
    }
}

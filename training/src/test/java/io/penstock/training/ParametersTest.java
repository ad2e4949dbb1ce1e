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
                        "max_depth",
                        6,
                        "eta",
                        0.1,
                        "objective",
                        "binary:logistic",
                        "tree_method",
                        "hist",
                        "base_score",
                        0.5,
                        "eval_metric",
                        "logloss",
                        "seed",
                        7L,
                        "device",
                        "cpu"));
    }

    @Test
    void aWholeNumberMayStandForARealOne() {
        assertThat(Parameters.of(Flights.spec(Map.of("eta", 1, "min_child_weight", 20)), "cpu"))
                .containsEntry("eta", 1.0)
                .containsEntry("min_child_weight", 20.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            max_dept      | 6   | XGBoost has no parameter "max_dept"; did you mean "max_depth"?
            monotone_constraints | 1 | XGBoost has no parameter "monotone_constraints" that can be set here; known are alpha, booster
            learning_rate | 0.1 | parameter "learning_rate" is set by train.xgboost.eta; move it there
            seed          | 4   | parameter "seed" is set by train.seed; move it there
            nthread       | 4   | parameter "nthread" cannot be set: Spark gives each task its cores
            eval_metric   | auc | parameter "eval_metric" cannot be set: it is logloss, the one that adds up over workers
            objective     | reg:squarederror | parameter objective is "reg:squarederror", but must be one of binary:logistic
            max_depth     | -1  | parameter max_depth is "-1", but must be a whole number 0 to 64
            max_depth     | 1.5 | parameter max_depth is "1.5", but must be a whole number 0 to 64
            subsample     | 1.5 | parameter subsample is "1.5", but must be a number above 0, at most 1
            eta           | x   | parameter eta is "x", but must be a number above 0, at most 1
            """)
    void aParameterThatXgboostWouldIgnoreOrMisreadIsRefused(String name, String text, String reason) {
        Object value =
                text.matches("-?\\d+") ? Integer.valueOf(text) : text.matches("[\\d.]+") ? Double.valueOf(text) : text;

        assertThatThrownBy(() -> Parameters.of(Flights.spec(Map.of(name, value)), "cpu"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("model late (models/late.yaml:1): " + reason);
    }
}

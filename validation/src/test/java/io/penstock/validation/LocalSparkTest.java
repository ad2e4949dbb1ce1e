package io.penstock.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class LocalSparkTest {
    @Test
    void naiveTextIsReadAsUtcWhateverTheZoneOfTheMachine() {
        SparkSession spark = LocalSpark.session();

        long micros = spark.sql("select unix_micros(timestamp '1970-01-01 01:00:00')")
                .first()
                .getLong(0);

        assertThat(micros).isEqualTo(3_600_000_000L);
    }

    @Test
    void aCastThatFailsIsAnErrorAndNoNull() {
        SparkSession spark = LocalSpark.session();

        assertThatThrownBy(() -> spark.sql("select cast('x' as int)").collect())
                .hasMessageContaining("CAST_INVALID_INPUT");
    }
}

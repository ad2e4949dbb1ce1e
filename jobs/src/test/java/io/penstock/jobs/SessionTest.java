package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.validation.LocalSpark;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SessionTest {

    /** What tests find in files would else not be what jobs write. */
    @Test
    void theSessionOfTestsReadsAndWritesParquetAsThatOfJobs() throws IOException {
        Properties tests = new Properties();
        try (InputStream in = LocalSpark.class.getResourceAsStream("/local-spark.properties")) {
            tests.load(in);
        }
        Map<String, String> ofTests = new TreeMap<>();
        tests.stringPropertyNames().forEach(name -> ofTests.put(name, tests.getProperty(name)));
        Map<String, String> ofJobs = new TreeMap<>(Session.required());
        ofTests.keySet().removeIf(name -> !name.startsWith("spark.sql.parquet."));
        ofJobs.keySet().removeIf(name -> !name.startsWith("spark.sql.parquet."));

        assertThat(ofTests).isNotEmpty().isEqualTo(ofJobs);
    }
}

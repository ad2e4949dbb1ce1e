package io.penstock.features.laws;

import io.penstock.validation.LocalSpark;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** Work under settings of the session that are put back. */
final class Forced {
    private Forced() {}

    /** With every key split by time into as many pieces as there are partitions, whether it pays or not. */
    static <T> T split(int partitions, Supplier<T> work) {
        return with(
                Map.of(
                        "spark.sql.shuffle.partitions", String.valueOf(partitions),
                        "spark.penstock.skew.rows", "1",
                        "spark.penstock.skew.share", "0",
                        "spark.penstock.skew.gain", "1e9"),
                work);
    }

    private static <T> T with(Map<String, String> settings, Supplier<T> work) {
        SparkSession session = LocalSpark.session();
        Map<String, String> before = new LinkedHashMap<>();
        settings.keySet().forEach(name -> before.put(name, session.conf().get(name, null)));
        settings.forEach(session.conf()::set);
        try {
            return work.get();
        } finally {
            before.forEach((name, value) -> {
                if (value == null) {
                    session.conf().unset(name);
                } else {
                    session.conf().set(name, value);
                }
            });
        }
    }
}

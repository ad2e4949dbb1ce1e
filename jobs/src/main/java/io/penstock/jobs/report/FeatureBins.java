package io.penstock.jobs.report;

import io.penstock.lake.Lake;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** How features were distributed in the rows that models were trained on; of several models the first that has one. */
final class FeatureBins {
    private final Map<String, BinFacts> byColumn = new HashMap<>();

    private FeatureBins() {}

    static FeatureBins of(SparkSession spark, Lake lake, List<ModelSpec> models) {
        FeatureBins bins = new FeatureBins();
        ModelRegistry registry = ModelRegistry.of(lake);
        for (ModelSpec model : models) {
            ModelReading.shown(registry, model.name())
                    .flatMap(version -> new ModelFolder(spark, lake, version).profile())
                    .ifPresent(profile -> profile.columns()
                            .forEach(column -> bins.byColumn.putIfAbsent(column.name(), BinReading.of(column))));
        }
        return bins;
    }

    /** Of a feature of a view. */
    Optional<BinFacts> of(String view, String feature) {
        return Optional.ofNullable(byColumn.get(view + "__" + feature));
    }
}

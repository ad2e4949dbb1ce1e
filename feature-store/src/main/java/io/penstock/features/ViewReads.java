package io.penstock.features;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the features that are asked for take: one read a view and key mapping. */
final class ViewReads {

    private ViewReads() {}

    /** What each view needs for moments in {@code [from, to)}. */
    static List<ViewRead> of(Inputs inputs, Catalog catalog, List<FeatureRef> features, Instant from, Instant to) {
        Map<String, Map<String, String>> keys = new LinkedHashMap<>();
        Map<String, Set<String>> wanted = new LinkedHashMap<>();
        for (FeatureRef ref : features) {
            FeatureView view = catalog.view(ref.view());
            keys.put(ref.view(), keys(catalog, ref));
            wanted.computeIfAbsent(ref.view(), name -> new LinkedHashSet<>()).addAll(names(view, ref));
        }
        List<ViewRead> reads = new ArrayList<>();
        wanted.forEach((name, some) ->
                reads.add(inputs.view(catalog.view(name), List.copyOf(some), keys.get(name), from, to)));
        return reads;
    }

    /** The features that a reference stands for. */
    static List<String> names(FeatureView view, FeatureRef ref) {
        return ref.feature().map(List::of).orElseGet(view::featureNames);
    }

    /** Entity key to frame column. */
    static Map<String, String> keys(Catalog catalog, FeatureRef ref) {
        Map<String, String> mapped = new LinkedHashMap<>();
        catalog.entity(catalog.view(ref.view()))
                .keys()
                .keySet()
                .forEach(key -> mapped.put(key, ref.keys().getOrDefault(key, key)));
        return mapped;
    }
}

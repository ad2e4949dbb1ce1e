package io.penstock.features;

import io.penstock.base.TableVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a training set or a scoring run reads of one feature view: its published ticks, or, of a view without
 * {@code refresh}, the rows of its source.
 *
 * @param features the features wanted, in order
 * @param keys entity key to frame column
 * @param days the published days read; empty for an exact view
 * @param source what an exact view reads; empty for a published one
 */
public record ViewRead(
        FeatureView view,
        List<String> features,
        Map<String, String> keys,
        Optional<TableVersion> version,
        List<LocalDate> days,
        Optional<SourceRead> source,
        List<MissingInput> missing) {

    public ViewRead {
        features = List.copyOf(features);
        keys = Map.copyOf(keys);
        days = List.copyOf(days);
        missing = List.copyOf(missing);
    }

    /** The definition hash of each view that is read, by its name. */
    public static Map<String, String> hashes(List<ViewRead> reads) {
        Map<String, String> hashes = new TreeMap<>();
        reads.forEach(read -> hashes.put(read.view().name(), read.view().definitionHash()));
        return hashes;
    }
}

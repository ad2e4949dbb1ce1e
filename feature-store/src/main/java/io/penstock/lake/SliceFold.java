package io.penstock.lake;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of each slice as of a version: for every slice the newest commit at or before it that spoke of the
 * slice, walked from the newest backwards.
 *
 * <p>Where another writer changed a slice's rows later, nothing is known of the slice.
 */
final class SliceFold {

    private final Map<String, SliceRecord> found = new TreeMap<>();
    private final Set<String> settled = new HashSet<>();
    private final Optional<Set<String>> wanted;

    private SliceFold(Optional<Set<String>> wanted) {
        this.wanted = wanted;
    }

    /** Every slice that the commits up to {@code version} speak of. */
    static Map<String, SliceRecord> all(CommitLog log, CommitLog.Listing listing, long version) {
        return new SliceFold(Optional.empty()).walk(log, listing, version);
    }

    /** The same for these slices only, which is quicker: the walk ends when each was met. */
    static Map<String, SliceRecord> only(
            Collection<String> slices, CommitLog log, CommitLog.Listing listing, long version) {
        return new SliceFold(Optional.of(Set.copyOf(slices))).walk(log, listing, version);
    }

    private Map<String, SliceRecord> walk(CommitLog log, CommitLog.Listing listing, long version) {
        for (var file : listing.commits().headMap(version, true).descendingMap().entrySet()) {
            if (wanted.isPresent() && settled.containsAll(wanted.get())) {
                break;
            }
            CommitLog.Logged logged = log.read(file.getKey(), file.getValue());
            meet(logged);
            if (logged.commit().anew()) {
                break;
            }
        }
        wanted.ifPresent(slices -> found.keySet().retainAll(slices));
        return found;
    }

    private void meet(CommitLog.Logged logged) {
        logged.commit().slices().forEach((slice, record) -> {
            if (settled.add(slice)) {
                found.put(slice, record);
            }
        });
        settled.addAll(logged.disturbed());
    }
}

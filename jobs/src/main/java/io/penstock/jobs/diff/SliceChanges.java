package io.penstock.jobs.diff;

import io.penstock.base.TableVersion;
import io.penstock.lake.Lake;
import io.penstock.lake.SliceRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The slices of two versions, told apart by the hashes in their commits.
 *
 * @param equal how many hold the same rows in both
 * @param differing those that differ, are in one version only, or were written by others, so that nothing is known of them
 */
record SliceChanges(int equal, List<String> differing) {

    SliceChanges {
        differing = List.copyOf(differing);
    }

    static SliceChanges between(Lake lake, TableVersion before, TableVersion after) {
        if (before.equals(after)) {
            return new SliceChanges(lake.slices(before).size(), List.of());
        }
        Map<String, String> left = hashes(lake, before);
        Map<String, String> right = hashes(lake, after);
        SortedSet<String> differing = new TreeSet<>(left.keySet());
        differing.addAll(right.keySet());
        int all = differing.size();
        differing.removeIf(slice -> {
            String hash = left.getOrDefault(slice, "");
            return !hash.isEmpty() && hash.equals(right.get(slice));
        });
        return new SliceChanges(all - differing.size(), List.copyOf(differing));
    }

    /** The hash of each slice; empty for one that holds files and of which nothing is known. */
    private static Map<String, String> hashes(Lake lake, TableVersion version) {
        Map<String, String> hashes = new HashMap<>();
        lake.written(version).forEach(slice -> hashes.put(slice, ""));
        for (SliceRecord slice : lake.slices(version).values()) {
            hashes.put(slice.slice(), slice.hash());
        }
        return hashes;
    }
}

package io.penstock.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Json;
import io.penstock.validation.Passes;
import io.penstock.validation.SliceContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over random logs: what is known of the slices at any version is what a map, replaced commit by commit, would hold. */
class SliceFoldTest {

    private static final List<String> SLICES = List.of("d1", "d2", "d3", "d4", "d5", "d6");

    @TempDir
    Path folder;

    @Test
    void theFoldOfRandomLogsIsWhatAMapHolds() throws IOException {
        for (long seed = 0; seed < 100; seed++) {
            Path table = Files.createDirectories(folder.resolve("t" + seed));
            List<Map<String, SliceRecord>> oracle = write(table, new Random(seed));
            CommitLog log =
                    new CommitLog("sources/t", new org.apache.hadoop.fs.Path(table.toString()), new Configuration());
            CommitLog.Listing listing = log.list();
            assertThat(listing.newest()).isEqualTo(oracle.size() - 1);
            for (int version = 0; version < oracle.size(); version++) {
                String told = "seed " + seed + ", version " + version;
                Map<String, SliceRecord> expected = oracle.get(version);
                assertThat(SliceFold.all(log, listing, version)).as(told).isEqualTo(expected);
                Map<String, SliceRecord> some = new TreeMap<>(expected);
                some.keySet().retainAll(List.of("d2", "d5"));
                assertThat(SliceFold.only(List.of("d2", "d5"), log, listing, version))
                        .as(told)
                        .isEqualTo(some);
            }
        }
    }

    /** Writes a log of up to twenty commits, ours and others', and gives what a map would hold after each. */
    private static List<Map<String, SliceRecord>> write(Path table, Random random) throws IOException {
        Path log = Files.createDirectory(table.resolve("_delta_log"));
        Map<String, SliceRecord> now = new TreeMap<>();
        List<Map<String, SliceRecord>> versions = new ArrayList<>();
        int commits = 1 + random.nextInt(20);
        for (int version = 0; version < commits; version++) {
            String lines = random.nextInt(4) == 0 ? other(random, now) : ours(random, now, version);
            Files.writeString(log.resolve(String.format("%020d.json", version)), lines);
            versions.add(new TreeMap<>(now));
        }
        return versions;
    }

    private static String ours(Random random, Map<String, SliceRecord> now, int version) {
        Map<String, SliceContent> contents = new TreeMap<>();
        for (String slice : SLICES) {
            if (random.nextInt(3) == 0) {
                contents.put(slice, new SliceContent(random.nextInt(3), "h" + random.nextInt(3)));
            }
        }
        String pins = "p" + random.nextInt(3);
        Commit commit = Sandbox.commit("r" + version, pins, SLICES.toArray(String[]::new));
        Layout layout = new Layout("sources/t", Sandbox.SCHEMA, Optional.empty());
        if (random.nextInt(6) == 0) {
            layout = layout.anew();
            now.clear();
        }
        String text = CommitJson.write(
                commit, Passes.given("sources/t", contents, "suite"), contents.keySet(), List.of(), layout);
        contents.forEach((slice, content) -> now.put(
                slice,
                new SliceRecord(
                        slice,
                        content.rows(),
                        content.hash(),
                        version,
                        "r" + version,
                        commit.parents(),
                        pins,
                        "suite",
                        "def",
                        Map.of("note", "n-" + slice))));
        // The files of our own commits say nothing that the commit does not say itself.
        return info("WRITE", text) + file("add", SLICES.get(random.nextInt(6)), true);
    }

    private static String other(Random random, Map<String, SliceRecord> now) {
        String slice = SLICES.get(random.nextInt(6));
        boolean dataChange = random.nextBoolean();
        if (dataChange) {
            now.remove(slice);
        }
        return info(dataChange ? "DELETE" : "OPTIMIZE", null)
                + file(random.nextBoolean() ? "add" : "remove", slice, dataChange);
    }

    private static String info(String operation, String userMetadata) {
        Map<String, Object> info = new HashMap<>(Map.of("timestamp", 1_357_000_000_000L, "operation", operation));
        info.put("userMetadata", userMetadata);
        return Json.write(Map.of("commitInfo", info)) + "\n";
    }

    private static String file(String action, String slice, boolean dataChange) {
        return Json.write(Map.of(action, Map.of("dataChange", dataChange, "partitionValues", Map.of("batch", slice))))
                + "\n";
    }
}

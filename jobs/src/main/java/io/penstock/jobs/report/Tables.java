package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import io.penstock.lake.CommitRecord;
import io.penstock.lake.Lake;
import io.penstock.lake.SliceRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the commits of the lake's tables say, each table read once. */
final class Tables {
    private final Lake lake;
    private final Map<String, List<CommitRecord>> histories = new HashMap<>();
    private final Map<String, Map<String, SliceRecord>> slices = new HashMap<>();

    Tables(Lake lake) {
        this.lake = requireNonNull(lake, "lake");
    }

    /** Commits, newest first; none if there is no such table. */
    List<CommitRecord> history(String table) {
        return histories.computeIfAbsent(table, lake::history);
    }

    /** The newest of each slice; none if there is no such table. */
    Map<String, SliceRecord> slices(String table) {
        return slices.computeIfAbsent(table, name -> newest(name)
                .map(commit -> lake.slices(commit.version()))
                .orElse(Map.of()));
    }

    Optional<CommitRecord> newest(String table) {
        return history(table).stream().findFirst();
    }

    Optional<VersionFacts> version(String table) {
        return newest(table)
                .map(commit -> new VersionFacts(commit.version(), history(table).size(), commit.committedAt()));
    }

    /** The tables that only a gate lets into. */
    List<String> products() {
        return lake.tables().stream()
                .filter(table -> table.matches("(sources|features|training_sets|predictions)/.*"))
                .toList();
    }
}

package io.penstock.lake;

import io.penstock.base.Json;
import io.penstock.base.Run;
import io.penstock.base.RunId;
import io.penstock.base.TableVersion;
import io.penstock.validation.Validated;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What stands in the {@code userMetadata} of a deciding commit, as JSON:
 *
 * <pre>{schema_version, run_id, job, code_version, started_at, parents: ["t@v"], definition_hash, suite,
 * slices: {slice: {rows, hash, pins, ...}}, details, added_columns, anew: true where no other slice stayed}</pre>
 */
final class CommitJson {

    static final int SCHEMA_VERSION = 1;

    private static final String ANEW = "anew";

    private CommitJson() {}

    /** The text for a commit of these slices. */
    static String write(
            Commit commit, Validated validated, Collection<String> slices, List<String> addedColumns, Layout layout) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema_version", SCHEMA_VERSION);
        json.put("run_id", commit.run().id().value());
        json.put("job", commit.run().job());
        json.put("code_version", commit.run().codeVersion());
        json.put("started_at", commit.run().startedAt().toString());
        json.put(
                "parents", commit.parents().stream().map(TableVersion::toString).toList());
        json.put("definition_hash", commit.definitionHash());
        json.put("suite", validated.suiteFingerprint());
        Map<String, Object> bySlice = new TreeMap<>();
        slices.forEach(slice -> bySlice.put(slice, slice(commit, validated, slice)));
        json.put("slices", bySlice);
        json.put("details", commit.details());
        if (!addedColumns.isEmpty()) {
            json.put("added_columns", addedColumns);
        }
        if (layout.otherSlices() == Layout.OtherSlices.GO) {
            json.put(ANEW, true);
        }
        return Json.write(json);
    }

    private static Map<String, Object> slice(Commit commit, Validated validated, String slice) {
        Map<String, Object> json = new LinkedHashMap<>(commit.sliceDetails().getOrDefault(slice, Map.of()));
        json.put(Commit.PINS, commit.pins(slice));
        json.put("rows", validated.content(slice).rows());
        json.put("hash", validated.content(slice).hash());
        return json;
    }

    /** Fills a record from the text; empty if the text is not ours. */
    static Optional<CommitRecord> read(String text, TableVersion version, Instant committedAt, String operation) {
        if (!text.startsWith("{") || !text.contains("\"run_id\"")) {
            return Optional.empty();
        }
        Map<String, Object> json = Json.map(text);
        List<TableVersion> parents = list(json, "parents").stream()
                .map(parent -> TableVersion.parse(parent.toString()))
                .toList();
        Run run = new Run(
                new RunId(text(json, "run_id")),
                text(json, "job"),
                text(json, "code_version"),
                Instant.parse(text(json, "started_at")));
        return Optional.of(new CommitRecord(
                version,
                committedAt,
                operation,
                Optional.of(run),
                parents,
                text(json, "definition_hash"),
                text(json, "suite"),
                slices(json, version.version(), parents),
                json.containsKey(ANEW),
                details(json)));
    }

    private static Map<String, Object> details(Map<String, Object> json) {
        Map<String, Object> details = new TreeMap<>(map(json, "details"));
        if (json.containsKey("added_columns")) {
            details.put("added_columns", json.get("added_columns"));
        }
        return details;
    }

    private static Map<String, SliceRecord> slices(Map<String, Object> json, long version, List<TableVersion> parents) {
        Map<String, SliceRecord> slices = new TreeMap<>();
        map(json, "slices")
                .forEach((slice, value) -> slices.put(slice, slice(json, slice, asMap(value), version, parents)));
        return slices;
    }

    private static SliceRecord slice(
            Map<String, Object> json,
            String slice,
            Map<String, Object> values,
            long version,
            List<TableVersion> parents) {
        Map<String, Object> details = new TreeMap<>(values);
        details.keySet().removeAll(List.of("rows", "hash", Commit.PINS));
        return new SliceRecord(
                slice,
                ((Number) values.get("rows")).longValue(),
                text(values, "hash"),
                version,
                text(json, "run_id"),
                parents,
                text(values, Commit.PINS),
                text(json, "suite"),
                text(json, "definition_hash"),
                details);
    }

    private static String text(Map<String, Object> json, String key) {
        return json.getOrDefault(key, "").toString();
    }

    private static Map<String, Object> map(Map<String, Object> json, String key) {
        return asMap(json.getOrDefault(key, Map.of()));
    }

    private static List<?> list(Map<String, Object> json, String key) {
        return (List<?>) json.getOrDefault(key, List.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }
}

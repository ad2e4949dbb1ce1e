package io.penstock.lake;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Run;
import io.penstock.base.TableVersion;
import java.util.List;
import java.util.Map;

/**
 * What a deciding commit says about itself: who made it and from what.
 *
 * <p>{@code sliceDetails} holds anything worth keeping for a slice; its key {@link #PINS} is the digest of the parents
 * that fed that slice (absent: empty). {@code details} is about the commit as a whole. Values must be JSON: text,
 * numbers, booleans, lists, maps.
 */
public record Commit(
        Run run,
        List<TableVersion> parents,
        String definitionHash,
        Map<String, Map<String, Object>> sliceDetails,
        Map<String, Object> details) {

    /** The key of {@link #sliceDetails} under which a slice's input pins stand. */
    public static final String PINS = "pins";

    public Commit {
        requireNonNull(run, "run");
        requireNonNull(definitionHash, "definitionHash");
        parents = List.copyOf(parents);
        sliceDetails = Map.copyOf(sliceDetails);
        details = Map.copyOf(details);
    }

    /** The pins of a slice; empty if none were given. */
    String pins(String slice) {
        Object pins = sliceDetails.getOrDefault(slice, Map.of()).get(PINS);
        return pins == null ? "" : pins.toString();
    }
}

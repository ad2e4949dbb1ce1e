package io.penstock.validation.consistency;

import static java.util.Objects.requireNonNull;

/**
 * A pair that does not agree.
 *
 * @param key what the values are of, as text
 * @param cause what the evidence says of it
 * @param offline what it should be; null if nothing
 * @param online what is served; null if nothing
 */
public record Mismatch(String key, String cause, Object offline, Object online, Difference difference) {
    public Mismatch {
        requireNonNull(key, "key");
        requireNonNull(cause, "cause");
        requireNonNull(difference, "difference");
    }

    @Override
    public String toString() {
        return key + ": " + online + " online, " + offline + " offline (" + cause + ")";
    }
}

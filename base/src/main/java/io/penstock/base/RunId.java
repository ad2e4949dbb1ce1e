package io.penstock.base;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** The name of one run: letters, digits and {@code _.~:+-}; those made here sort by time and are unique. */
public record RunId(String value) {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_.~:+-]{1,200}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    public RunId {
        requireNonNull(value, "value");
        if (!ALLOWED.matcher(value).matches()) {
            throw new UserError("run id \"" + value + "\" is refused: use 1 to 200 of A-Z a-z 0-9 _ . ~ : + -");
        }
    }

    /** A new id such as {@code 20130101T000000.123-9f86d081}. */
    public static RunId create() {
        return new RunId(TIME.format(Instant.now()) + String.format("-%08x", RANDOM.nextInt()));
    }

    @Override
    public String toString() {
        return value;
    }
}

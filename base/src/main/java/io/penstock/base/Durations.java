package io.penstock.base;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as definitions write them: {@code 90s}, {@code 10m}, {@code 36h}, {@code 30d}, {@code 2w}, {@code 1h30m}. */
public final class Durations {
    /** What a reader is told when a duration is refused. */
    public static final String FORM = "a duration such as 90s, 10m, 36h, 30d, 2w or 1h30m, of at most a hundred years";

    private static final Pattern WHOLE = Pattern.compile("(\\d{1,12}(ms|[smhdw]))+");
    private static final Pattern PART = Pattern.compile("(\\d{1,12})(ms|[smhdw])");
    private static final Map<String, Duration> UNITS = units();

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Durations() {}

    private static Map<String, Duration> units() {
        Map<String, Duration> units = new LinkedHashMap<>();
        units.put("d", Duration.ofDays(1));
        units.put("h", Duration.ofHours(1));
        units.put("m", Duration.ofMinutes(1));
        units.put("s", Duration.ofSeconds(1));
        units.put("ms", Duration.ofMillis(1));
        units.put("w", Duration.ofDays(7));
        return units;
    }

    /** Reads a duration; a {@link UserError} says what is allowed. */
    public static Duration parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new UserError("\"" + text + "\" is not " + FORM);
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            sum = sum.plus(UNITS.get(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
        }
        if (sum.compareTo(LONGEST) > 0) {
            throw new UserError("\"" + text + "\" is longer than a hundred years");
        }
        return sum;
    }

    /** Writes a duration in the largest unit that divides it ({@code 36h}, {@code 2d}); parse reads it back. */
    public static String print(Duration duration) {
        for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
            long size = unit.getValue().toMillis();
            if (!duration.isZero() && duration.toMillis() % size == 0) {
                return duration.toMillis() / size + unit.getKey();
            }
        }
        return "0s";
    }
}

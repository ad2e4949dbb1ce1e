package io.penstock.base;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A kind of single value: what it accepts, what it becomes, how messages and JSON Schema call it.
 *
 * @param expected what messages say is allowed
 * @param schema the kind in JSON Schema
 * @param parse the value; empty where it is none of this kind
 * @param words all that is accepted, where that can be listed, to find the nearest spelling
 */
record Scalar<T>(
        String expected, Map<String, Object> schema, Function<YamlScalar, Optional<T>> parse, Set<String> words) {
    private static final String REFERENCE = "\\$\\{";
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");
    private static final String DURATION_PATTERN = "^([0-9]{1,12}(ms|[smhdw]))+$|" + REFERENCE;

    static final Scalar<String> TEXT = new Scalar<>(
            "a text", Map.of("type", new String[] {"string", "number", "boolean"}), s -> Optional.of(s.text()));
    static final Scalar<Sql> SQL = new Scalar<>(
            "an SQL expression",
            Map.of("type", new String[] {"string", "number", "boolean"}),
            s -> Optional.of(new Sql(s.text(), s.at())));
    static final Scalar<Long> WHOLE =
            new Scalar<>("a whole number", plain("integer"), s -> number(s).flatMap(Scalar::whole));
    static final Scalar<BigDecimal> NUMBER = new Scalar<>("a number", plain("number"), Scalar::number);
    static final Scalar<Boolean> FLAG = new Scalar<>("true or false", plain("boolean"), Scalar::flag);
    static final Scalar<Duration> DURATION =
            new Scalar<>(Durations.FORM, pattern(DURATION_PATTERN), s -> caught(s, Durations::parse));
    static final Scalar<LocalDate> DATE = new Scalar<>(
            "a date such as 2013-01-31",
            pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$|" + REFERENCE),
            s -> caught(s, LocalDate::parse));
    static final Scalar<ZoneId> ZONE = new Scalar<>(
            "a time zone such as UTC or America/New_York", Map.of("type", "string"), s -> caught(s, ZoneId::of));
    static final Scalar<ColumnType> TYPE = new Scalar<>(
            "a column type: " + ColumnType.ALLOWED,
            pattern("^(string|boolean|int|bigint|float|double|date|timestamp|decimal\\([0-9]+, ?[0-9]+\\))$|"
                    + REFERENCE),
            s -> caught(s, ColumnType::new),
            ColumnType.SIMPLE);
    static final Scalar<Double> SHARE = new Scalar<>(
            "a share such as 5% or 0.05",
            Map.of("type", new String[] {"number", "string"}, "pattern", "^[0-9.]+%$|" + REFERENCE), Scalar::share);
    static final Scalar<Object> VALUE = new Scalar<>(
            "a single value",
            Map.of("type", new String[] {"string", "number", "boolean", "null"}),
            s -> Optional.of(value(s)));

    private Scalar(String expected, Map<String, Object> schema, Function<YamlScalar, Optional<T>> parse) {
        this(expected, schema, parse, Set.of());
    }

    /** A text that matches a pattern. */
    static Scalar<String> matching(String pattern, String expected) {
        Pattern compiled = Pattern.compile(pattern);
        return new Scalar<>(expected, pattern("^(" + pattern + ")$|" + REFERENCE), s -> Optional.of(s.text())
                .filter(text -> compiled.matcher(text).matches()));
    }

    /** One of some words, in lower case. */
    static <E extends Enum<E>> Scalar<E> choice(Class<E> type) {
        Map<String, E> words = new TreeMap<>();
        for (E constant : type.getEnumConstants()) {
            words.put(constant.toString(), constant);
        }
        String expected = "one of " + String.join(", ", words.keySet());
        Map<String, Object> schema = Map.of(
                "anyOf", new Object[] {Map.of("enum", words.keySet().toArray(new String[0])), pattern(REFERENCE)});
        return new Scalar<>(expected, schema, s -> Optional.ofNullable(words.get(s.text())), words.keySet());
    }

    /** A plain value as YAML's core schema has it: a long, a decimal, a boolean, else its text. */
    static Object value(YamlScalar scalar) {
        Optional<?> typed = WHOLE.parse().apply(scalar);
        typed = typed.isPresent() && !scalar.text().contains(".") ? typed : number(scalar);
        typed = typed.isPresent() ? typed : FLAG.parse().apply(scalar);
        return typed.isPresent() ? typed.get() : scalar.text();
    }

    private static Map<String, Object> plain(String type) {
        return Map.of("type", new String[] {type, "string"}, "pattern", REFERENCE);
    }

    private static Map<String, Object> pattern(String pattern) {
        return Map.of("type", "string", "pattern", pattern);
    }

    private static Optional<Boolean> flag(YamlScalar scalar) {
        boolean known =
                scalar.plain() && (scalar.text().equals("true") || scalar.text().equals("false"));
        return known ? Optional.of(Boolean.valueOf(scalar.text())) : Optional.empty();
    }

    private static Optional<Double> share(YamlScalar scalar) {
        String text = scalar.text();
        Optional<Double> share = text.endsWith("%")
                ? caught(scalar, t -> new BigDecimal(t.substring(0, t.length() - 1))
                        .movePointLeft(2)
                        .doubleValue())
                : number(scalar).map(BigDecimal::doubleValue);
        return share.filter(value -> value >= 0 && value <= 1);
    }

    private static Optional<BigDecimal> number(YamlScalar scalar) {
        boolean known = scalar.plain() && DECIMAL.matcher(scalar.text()).matches();
        return known ? Optional.of(new BigDecimal(scalar.text())) : Optional.empty();
    }

    private static Optional<Long> whole(BigDecimal number) {
        try {
            return Optional.of(number.longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static <T> Optional<T> caught(YamlScalar scalar, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(scalar.text()));
        } catch (UserError | DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}

package io.penstock.jobs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A value of a row as it is printed. */
final class Cell {
    private static final int WIDEST = 60;
    private static final int SHORT = 9;
    private static final MathContext SIX = new MathContext(6);

    /** What whole numbers are: counts, as 12,345 rows, or data, as the year 2004. */
    enum Whole {
        COUNTS,
        DATA
    }

    private Cell() {}

    /** As JSON has it: lists and maps as such, numbers and truth values too, all else as text. */
    static Object plain(Object value) {
        if (value instanceof List<?> many) {
            return many.stream().map(Cell::plain).collect(Collectors.toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> fields = new LinkedHashMap<>();
            map.forEach((key, each) -> fields.put(String.valueOf(key), plain(each)));
            return fields;
        }
        boolean isJson = value == null
                || value instanceof Number number && Double.isFinite(number.doubleValue())
                || value instanceof Boolean;
        return isJson ? value : value.toString();
    }

    /** For people, on one line; whole numbers have separators where they count something. */
    static String text(Object value, Whole numbers) {
        return nested(plain(value), numbers)
                .codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Not too wide for another column beside it. */
    static String cut(String text) {
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 3) + "...";
    }

    private static String nested(Object value, Whole numbers) {
        if (value == null) {
            return "";
        }
        if (value instanceof List<?> many) {
            return many.stream()
                    .map(each -> each == null ? "null" : nested(each, numbers))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> fields) {
            return fields.entrySet().stream()
                    .map(field -> field.getKey() + ": "
                            + (field.getValue() == null ? "null" : nested(field.getValue(), numbers)))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Double number) {
            return number(number);
        }
        return numbers == Whole.COUNTS && (value instanceof Long || value instanceof Integer)
                ? String.format(Locale.ROOT, "%,d", ((Number) value).longValue())
                : value.toString();
    }

    /** Whole if that is short, else six digits, or as many as stand before the point. */
    private static String number(double value) {
        String whole = Double.toString(value);
        double size = Math.abs(value);
        if (whole.length() <= SHORT || size >= 1e15 || size < 1e-4) {
            return whole.length() <= SHORT ? whole : String.format(Locale.ROOT, "%.6g", value);
        }
        BigDecimal exact = new BigDecimal(whole);
        int before = exact.precision() - exact.scale();
        return exact.round(before > SIX.getPrecision() ? new MathContext(before) : SIX)
                .toPlainString();
    }
}

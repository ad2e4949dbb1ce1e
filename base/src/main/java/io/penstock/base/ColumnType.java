package io.penstock.base;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The type of a column by the name Spark gives it, such as {@code double} or {@code decimal(10,2)}. */
public record ColumnType(String name) {
    /** What a reader is told when a type is refused. */
    public static final String ALLOWED = "string, boolean, int, bigint, float, double, decimal(p,s), date, timestamp";

    /** The type names without parameters. */
    public static final Set<String> SIMPLE =
            Set.of("string", "boolean", "int", "bigint", "float", "double", "date", "timestamp");

    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}), ?(\\d{1,2})\\)");

    /** Text. */
    public static final ColumnType STRING = new ColumnType("string");

    public ColumnType {
        requireNonNull(name, "name");
        if (!isValid(name)) {
            throw new UserError("\"" + name + "\" is no column type; allowed: " + ALLOWED);
        }
        name = name.replace(" ", "");
    }

    /** Whether a name can be a column type. */
    public static boolean isValid(String name) {
        Matcher decimal = DECIMAL.matcher(name);
        if (!decimal.matches()) {
            return SIMPLE.contains(name);
        }
        int precision = Integer.parseInt(decimal.group(1));
        return precision >= 1 && precision <= 38 && Integer.parseInt(decimal.group(2)) <= precision;
    }

    /** Whether values are binary floating point, whose equality is no base for a key. */
    public boolean isFloating() {
        return name.equals("float") || name.equals("double");
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.penstock.features.ingest;

import io.penstock.base.ColumnType;
import io.penstock.base.Nearest;
import io.penstock.base.UserError;
import io.penstock.lake.Layout;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Which columns a file of rows must and cannot have. */
record SpineColumns(String file, Map<String, ColumnType> keys, Collection<String> added) {

    private static final Set<String> INTEGRAL = Set.of("tinyint", "smallint", "int", "bigint");
    private static final Set<String> STORED = Set.of(
            "string",
            "boolean",
            "tinyint",
            "smallint",
            "int",
            "bigint",
            "float",
            "double",
            "date",
            "timestamp",
            "binary");

    /** Refuses names: a missing one, one that is reserved, one that stands twice. */
    void checkNames(List<String> names) {
        needed(SpineFile.MOMENT, "the instant that features are asked for", names);
        keys.keySet().forEach(key -> needed(key, "a key of the features", names));
        Map<String, String> seen = new HashMap<>();
        added.forEach(name -> seen.put(folded(name), "the column of that feature"));
        for (String name : names) {
            if (name.startsWith("__") || !Layout.canStore(name)) {
                throw new UserError(file + ": a column cannot be named \"" + name
                        + "\"; a name has no spaces and none of ,;{}()=, and does not begin with __");
            }
            String other = seen.put(folded(name), "another column, whatever the case");
            if (other != null) {
                throw new UserError(file + ": its column " + name + " has the name of " + other + "; rename it");
            }
        }
    }

    /** Refuses types: of a key another than the entity's, of {@code moment} all but instants, and what cannot be stored. */
    void checkTypes(StructType schema) {
        for (StructField field : schema.fields()) {
            String type = field.dataType().catalogString();
            if (field.name().equals(SpineFile.MOMENT) && !type.equals("timestamp")) {
                throw new UserError(file + ": " + SpineFile.MOMENT + " is " + type
                        + "; it must be a timestamp in UTC (a clock without zone is none)");
            }
            ColumnType key = keys.get(field.name());
            if (key != null && !fits(type, key.name())) {
                throw new UserError(file + ": the key " + field.name() + " is " + type + ", and the entity's is "
                        + key.name() + "; write the file with that type");
            }
            if (!STORED.contains(type) && !type.startsWith("decimal")) {
                throw new UserError(file + ": column " + field.name() + " is " + type + "; allowed are "
                        + String.join(", ", STORED.stream().sorted().toList()) + ", decimal");
            }
        }
    }

    private static boolean fits(String type, String key) {
        return type.equals(key.replace(" ", "")) || INTEGRAL.contains(type) && INTEGRAL.contains(key);
    }

    private void needed(String name, String what, List<String> names) {
        if (!names.contains(name)) {
            throw new UserError(file + " has no column " + name + ", " + what + Nearest.hint(name, names));
        }
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

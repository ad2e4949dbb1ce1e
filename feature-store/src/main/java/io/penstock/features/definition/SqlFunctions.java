package io.penstock.features.definition;

import io.penstock.base.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The functions of Spark's SQL with their groups, as a list of our own: Spark's registry takes seconds to load. */
final class SqlFunctions {
    static final String RESOURCE = "sql-functions.txt";

    private static final Map<String, String> REFUSED_GROUPS = Map.of(
            "agg_funcs", "aggregates rows; an expression sees one row at a time",
            "window_funcs", "looks at other rows; an expression sees one row at a time",
            "generator_funcs", "makes several rows of one; an expression gives one value a row");
    private static final Set<String> CLOCKS =
            Set.of("now", "current_timestamp", "current_date", "curdate", "localtimestamp", "current_time");
    private static final Set<String> UNSTABLE = Set.of(
            "rand",
            "random",
            "randn",
            "uuid",
            "shuffle",
            "monotonically_increasing_id",
            "spark_partition_id",
            "input_file_name",
            "input_file_block_start",
            "input_file_block_length",
            "current_user",
            "user",
            "session_user",
            "current_database",
            "current_catalog",
            "current_schema",
            "current_timezone",
            "version",
            "java_method",
            "reflect",
            "try_reflect");
    private static final Map<String, String> GROUPS = load();

    private SqlFunctions() {}

    static Set<String> names() {
        return GROUPS.keySet();
    }

    static boolean exists(String name) {
        return GROUPS.containsKey(name) || CLOCKS.contains(name) || UNSTABLE.contains(name);
    }

    /** Why a function may not be called; empty where it may. */
    static Optional<String> refusal(String name) {
        if (CLOCKS.contains(name)) {
            return Optional.of("reads the wall clock; as-of is logical here, so name a column such as event_timestamp");
        }
        if (UNSTABLE.contains(name)) {
            return Optional.of("gives another value each time; the same input must give the same output");
        }
        return Optional.ofNullable(GROUPS.get(name)).map(REFUSED_GROUPS::get);
    }

    private static Map<String, String> load() {
        Map<String, String> groups = new TreeMap<>();
        try (InputStream in = SqlFunctions.class.getResourceAsStream(RESOURCE)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int space = line.indexOf(' ');
                groups.put(line.substring(0, space), line.substring(space + 1));
            });
            return groups;
        } catch (IOException e) {
            throw new Fault("cannot read the list of SQL functions", e);
        }
    }
}

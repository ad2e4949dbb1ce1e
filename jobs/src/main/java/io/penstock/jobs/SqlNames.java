package io.penstock.jobs;

import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import io.penstock.lake.Lake;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.internal.SessionState;

/**
 * Gives the tables of a lake their SQL names: {@code features/origin_congestion} is {@code features.origin_congestion}, and
 * as it was under an older definition {@code features.origin_congestion__1a2b3c4d}.
 */
final class SqlNames {
    private static final Pattern OLDER =
            Pattern.compile("(?i)(?<![\\w.])`?features`?\\s*\\.\\s*`?(\\w+__[0-9a-f]{8})\\b");

    private SqlNames() {}

    /**
     * The names of the tables, and of older definitions, that a query may ask for: a name costs a tenth of a second and more.
     * A kind is a database, whether or not the query asks for it.
     */
    static void register(SparkSession spark, Lake lake, String query) {
        List<String> tables = lake.tables();
        tables.stream()
                .map(SqlNames::kind)
                .distinct()
                .forEach(kind -> spark.sql("create database if not exists `" + kind + "`"));
        boolean listsNames = holds(query, "show");
        tables.stream()
                .filter(table -> listsNames || holds(query, kind(table)) && holds(query, leaf(table)))
                .forEach(table -> register(spark, lake.path(table), table));
        OLDER.matcher(query)
                .results()
                .map(found -> "features/" + found.group(1).toLowerCase(Locale.ROOT))
                .filter(name -> lake.latest(name).isEmpty())
                .forEach(name -> {
                    TableVersion version = lake.at(name);
                    register(spark, lake.path(version.table()), version.table());
                    spark.sql("create or replace view " + quoted(name) + " as select * from " + quoted(version.table())
                            + " version as of " + version.version());
                });
    }

    private static void register(SparkSession spark, String path, String table) {
        forgetAnother(spark, table, path);
        spark.sql("create table if not exists " + quoted(table) + " using delta location '"
                + path.replace("\\", "\\\\").replace("'", "\\'") + "'");
    }

    /** Whether a word stands in a query, in any case, quoted or not; what else stands there, as a comment, is as good. */
    private static boolean holds(String query, String word) {
        return Pattern.compile("(?i)(?<!\\w)" + Pattern.quote(word) + "(?!\\w)")
                .matcher(query)
                .find();
    }

    /** A name may be that of another lake's table; only a catalog that lives and dies with the session is ours to change. */
    private static void forgetAnother(SparkSession spark, String table, String path) {
        placeOf(spark, table)
                .filter(place -> !new Path(place).equals(new Path(path)))
                .ifPresent(place -> {
                    if (!spark.conf().get("spark.sql.catalogImplementation").equals("in-memory")) {
                        throw new UserError("the catalog of this session knows " + quoted(table) + " at " + place
                                + ", and the lake has it at " + path
                                + "; set spark.sql.catalogImplementation to in-memory, or drop that name");
                    }
                    spark.sql("drop table " + quoted(table));
                });
    }

    private static Optional<URI> placeOf(SparkSession spark, String table) {
        SessionState state = spark.sessionState();
        try {
            TableIdentifier name = state.sqlParser().parseTableIdentifier(quoted(table));
            return Optional.of(state.catalog().getTableMetadata(name).location());
        } catch (AnalysisException unknown) {
            return Optional.empty();
        }
    }

    private static String kind(String table) {
        return table.substring(0, table.indexOf('/'));
    }

    private static String leaf(String table) {
        return table.substring(table.indexOf('/') + 1);
    }

    private static String quoted(String table) {
        return "`" + table.replace("/", "`.`") + "`";
    }
}

package io.penstock.jobs;

import io.penstock.base.TableVersion;
import io.penstock.lake.Lake;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/**
 * Gives the tables of a lake their SQL names: {@code features/origin_congestion} is {@code features.origin_congestion}, and
 * as it was under an older definition {@code features.origin_congestion__1a2b3c4d}.
 */
final class SqlNames {
    private static final Pattern OLDER = Pattern.compile("(?i)features`?\\s*\\.\\s*`?(\\w+__[0-9a-f]{8})\\b");

    private SqlNames() {}

    /** The names of all tables, and those of older definitions that a query asks for. */
    static void register(SparkSession spark, Lake lake, String query) {
        for (String table : lake.tables()) {
            int slash = table.indexOf('/');
            String database = table.substring(0, slash);
            spark.sql("create database if not exists `" + database + "`");
            spark.sql("create table if not exists " + quoted(table) + " using delta location '"
                    + lake.path(table).replace("\\", "\\\\").replace("'", "\\'") + "'");
        }
        OLDER.matcher(query)
                .results()
                .map(MatchResult::group)
                .map(name -> "features/"
                        + name.substring(name.lastIndexOf('.') + 1)
                                .replace("`", "")
                                .strip())
                .filter(name -> lake.latest(name).isEmpty())
                .forEach(name -> {
                    TableVersion version = lake.at(name);
                    spark.sql("create or replace view " + quoted(name) + " as select * from " + quoted(version.table())
                            + " version as of " + version.version());
                });
    }

    private static String quoted(String table) {
        return "`" + table.replace("/", "`.`") + "`";
    }
}

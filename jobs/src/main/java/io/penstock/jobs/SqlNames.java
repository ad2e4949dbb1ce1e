package io.penstock.jobs;

import io.penstock.lake.Lake;
import org.apache.spark.sql.SparkSession;

/** Gives the tables of a lake their SQL names: {@code features/origin_congestion} is {@code features.origin_congestion}. */
final class SqlNames {

    private SqlNames() {}

    static void register(SparkSession spark, Lake lake) {
        for (String table : lake.tables()) {
            int slash = table.indexOf('/');
            String database = table.substring(0, slash);
            String name = table.substring(slash + 1);
            spark.sql("create database if not exists `" + database + "`");
            spark.sql("create table if not exists `" + database + "`.`" + name + "` using delta location '"
                    + lake.path(table).replace("\\", "\\\\").replace("'", "\\'") + "'");
        }
    }
}

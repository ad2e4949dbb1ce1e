package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.lake.Lake;
import io.penstock.validation.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlNamesTest {
    private static final List<String> TABLES = List.of("features.sales", "sources.orders", "sources.returns");

    @TempDir
    Path temporary;

    @Test
    void onlyTheTablesThatAQueryNamesAreRegistered() throws IOException {
        ShopProject project = ShopProject.built(temporary.resolve("shops"));

        assertThat(registered(project, "select 1")).isEmpty();
        assertThat(registered(project, "select n from features.sales_2")).isEmpty();
        assertThat(registered(project, "select * from features.sales")).containsExactly("features.sales");
        assertThat(registered(project, "describe features.sales")).containsExactly("features.sales");
        assertThat(registered(project, "select * from features.sales version as of 1"))
                .containsExactly("features.sales");
        assertThat(registered(project, "select * from FEATURES.Sales")).containsExactly("features.sales");
        assertThat(registered(project, "select * from `features` . `sales`")).containsExactly("features.sales");
        assertThat(registered(project, "select * from features.sales--the newest"))
                .containsExactly("features.sales");
        assertThat(registered(project, "select * from features.sales join sources.orders using (shop)"))
                .containsExactly("features.sales", "sources.orders");
        assertThat(registered(project, "Show tables in sources")).isEqualTo(TABLES);
    }

    @Test
    void everyKindIsADatabaseWhateverAQueryNames() throws IOException {
        Lake lake = ShopProject.built(temporary.resolve("shops")).lake();
        SparkSession spark = LocalSpark.session();
        spark.sql("drop database if exists monitoring cascade");
        spark.sql("drop database if exists sources cascade");

        SqlNames.register(spark, lake, "select 1");

        assertThat(spark.catalog().databaseExists("sources")).isTrue();
        assertThat(spark.catalog().databaseExists("monitoring")).isFalse();
    }

    @Test
    void anOlderDefinitionBringsTheTableThatItsRowsAreIn() throws IOException {
        ShopProject project = ShopProject.built(temporary.resolve("shops"));
        String hash = project.lake().history("features/sales").get(0).definitionHash();
        project.file(
                "features/sales.yaml",
                """
                feature_view: sales
                entity: shop
                source: orders
                refresh: 6h
                ttl: 1d
                features: {n: {count: "*", window: 1d}}
                """);
        project.run(Exit.OK, "features", "sales", "--date", "2024-01-05");

        assertThat(registered(project, "select * from features.sales__" + hash.substring(0, 8)))
                .containsExactly("features.sales");
    }

    /** Those of three tables that have a name once a query was looked at, where none had one before. */
    private static List<String> registered(ShopProject project, String query) {
        SparkSession spark = LocalSpark.session();
        TABLES.forEach(table -> spark.sql("drop table if exists " + table));
        SqlNames.register(spark, project.lake(), query);
        return TABLES.stream().filter(spark.catalog()::tableExists).toList();
    }
}

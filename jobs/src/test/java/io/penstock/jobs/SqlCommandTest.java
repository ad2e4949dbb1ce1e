package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlCommandTest {
    @TempDir
    Path temporary;

    @Test
    void aTableIsFoundByItsNameItsVersionAndTheDefinitionThatItWasMadeBy() throws IOException {
        ShopProject project = ShopProject.built(temporary.resolve("shops"));
        long version = project.lake().at("features/sales").version();
        String old = "features.sales__"
                + project.lake()
                        .history("features/sales")
                        .get(0)
                        .definitionHash()
                        .substring(0, 8);
        Path view = project.folder().resolve("features/sales.yaml");
        project.file("features/sales.yaml", Files.readString(view).replace("mean: price", "max: price"));
        project.run(Exit.OK, "features", "sales", "--date", "2024-01-05");

        assertThat(project.run(Exit.OK, "sql", "select count(distinct date) days from features.sales"))
                .contains("days\n   1\n");
        for (String name : new String[] {
            old,
            old.toUpperCase(Locale.ROOT),
            "`features`.`" + old.substring(9) + "`",
            "features.sales version as of " + version
        }) {
            assertThat(project.run(Exit.OK, "sql", "select count(distinct date) days from " + name))
                    .as(name)
                    .contains("days\n   5\n");
        }
        assertThat(project.run(Exit.USAGE, "sql", "select * from features.sales__00000000"))
                .contains("features/sales__00000000");
        assertThat(project.run(
                        Exit.OK,
                        "sql",
                        "select s.n from (select named_struct('n', 7) as s, named_struct("
                                + "'sales__00000000', 1) as myfeatures) where myfeatures.sales__00000000 = 1"))
                .contains("7");
    }

    @Test
    void whatReadsIsAnsweredAndWhatWritesIsRefused() throws IOException {
        ShopProject project = ShopProject.built(temporary.resolve("shops"));

        assertThat(project.run(Exit.OK, "sql", "describe features.sales"))
                .contains("event_timestamp          timestamp", "price                    double");
        assertThat(project.run(Exit.OK, "sql", "describe features.sales price")).containsPattern("data_type +double");
        assertThat(project.run(Exit.OK, "sql", "describe query select n + 1 as more from features.sales"))
                .containsPattern("more +bigint");
        assertThat(project.run(Exit.OK, "sql", "show tables in features")).containsPattern("features +sales +false");
        assertThat(project.run(Exit.OK, "sql", "show columns in features.sales"))
                .contains("price");
        assertThat(project.run(Exit.OK, "sql", "show namespaces")).contains("features");
        assertThat(project.run(Exit.OK, "sql", "explain select n from features.sales"))
                .contains("== Physical Plan ==\n");
        for (String write : new String[] {
            "delete from features.sales",
            "drop table features.sales",
            "insert into features.sales select * from features.sales",
            "with s as (select * from features.sales) insert into features.sales select * from s",
            "from features.sales insert into features.sales select * insert into features.sales select *",
            "insert overwrite directory '" + temporary.resolve("out") + "' using csv select 1",
            "create view v as select 1",
            "set spark.sql.ansi.enabled=false",
            "optimize features.sales"
        }) {
            assertThat(project.run(Exit.USAGE, "sql", write))
                    .as(write)
                    .contains("only what reads can be run here: a query, describe, explain, show tables");
        }
    }

    @Test
    void aQueryThatCannotBeRunIsRefusedInOneLine() throws IOException {
        ShopProject project = ShopProject.built(temporary.resolve("shops"));

        assertThat(refused(project, "select * from nobody"))
                .isEqualTo("the lake has no table nobody; names are kind.table, such as features.NAME");
        assertThat(refused(project, "select * from `features`.`sale` a join sources.orders b using (shop)"))
                .isEqualTo("the lake has no table features.sale; names are kind.table, such as features.NAME; did you"
                        + " mean features.sales?");
        assertThat(refused(project, "describe sales")).endsWith("; did you mean features.sales?");
        assertThat(refused(project, "select * from features.order")).endsWith("; did you mean sources.orders?");
        assertThat(refused(project, "show tables in feature"))
                .isEqualTo("the lake has no tables of the kind feature; did you mean \"features\"? Allowed: features,"
                        + " meta, sources");
        assertThat(refused(project, "select nn from features.sales"))
                .isEqualTo("A column or function parameter with name `nn` cannot be resolved. Did you mean one of the"
                        + " following? [`n`, `date`, `shop`, `price`, `event_timestamp`]; line 1 pos 7");
        assertThat(refused(project, "select n + from features.sales"))
                .isEqualTo("Syntax error at or near '.'; line 1 pos 24");
        assertThat(refused(project, "select n + shop from features.sales"))
                .matches(
                        "The value 'S\\d' of the type \"STRING\" cannot be cast to \"BIGINT\" because it is malformed\\."
                                + " Correct the value as per the syntax, or change its target type\\. Use `try_cast` to tolerate"
                                + " malformed input and return NULL instead\\.");
    }

    /** What is said besides that it cannot be run. */
    private static String refused(ShopProject project, String query) {
        String line = project.run(Exit.USAGE, "sql", query);
        assertThat(line).startsWith("penstock: this query cannot be run: ").endsWith("\n");
        return line.substring("penstock: this query cannot be run: ".length(), line.length() - 1);
    }
}

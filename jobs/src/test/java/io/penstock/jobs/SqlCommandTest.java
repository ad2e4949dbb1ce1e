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
                .contains("Physical Plan");
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
}

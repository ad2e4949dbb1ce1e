package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Digest;
import io.penstock.base.TableVersion;
import io.penstock.lake.CommitRecord;
import io.penstock.lake.Lake;
import io.penstock.validation.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTrainingSetTest {
    private static final String ROWS =
            """
            moment,note,shop,till
            2024-01-03T12:00:00Z,"first,
            of two lines",S1,1
            2024-01-03T13:00:00+01:00,,S2,0
            2024-01-04T00:00:00Z,no shop,,1
            2024-01-03T12:00:00Z,unknown,S9,1
            2024-01-03T12:00:00Z,unknown,S9,1
            """;

    @TempDir
    static Path temporary;

    private static ShopProject project;

    @BeforeAll
    static void build() throws IOException {
        project = ShopProject.built(temporary.resolve("shops"));
    }

    @Test
    void everyRowOfTheFileIsThereOnceWithItsColumnsAndTheFeaturesOfItsMoment() throws IOException {
        String file = file("mine.csv", ROWS);

        String told = freeze(Exit.OK, "mine", file, "sales:*,recent:price,tills:n");

        Lake lake = project.lake();
        Dataset<Row> rows = lake.read(lake.at("training_sets/mine"));
        assertThat(rows.columns())
                .containsExactly(
                        "moment", "note", "shop", "till", "sales__n", "sales__price", "recent__price", "tills__n");
        assertThat(rows.orderBy("note", "shop").collectAsList().stream().map(Row::toString))
                .containsExactly(
                        "[2024-01-03T12:00:00Z,null,S2,0,4,14.75,14.0,3]",
                        "[2024-01-03T12:00:00Z,first,\nof two lines,S1,1,4,13.75,13.0,3]",
                        "[2024-01-04T00:00:00Z,no shop,null,1,0,null,null,0]",
                        "[2024-01-03T12:00:00Z,unknown,S9,1,0,null,null,0]",
                        "[2024-01-03T12:00:00Z,unknown,S9,1,0,null,null,0]");
        assertThat(told).contains("ok", "sales.null_key 1", "rows 5");
        CommitRecord commit = lake.history("training_sets/mine").get(0);
        assertThat(commit.parents()).containsExactlyInAnyOrder(lake.at("features/sales"), lake.at("sources/orders"));
        assertThat(commit.details())
                .containsEntry("as_of", "2024-01-06T00:00:00Z")
                .containsEntry("spine_sha256", Digest.sha256(Files.readAllBytes(Path.of(file))))
                .containsEntry("features", "sales:*,recent:price,tills:n")
                .containsKeys("views", "counts", "from", "to", "spine_file");
        assertThat(freeze(Exit.OK, "mine", file, "sales:*,recent:price,tills:n"))
                .contains("nothing_to_do");
    }

    @Test
    void parquetKeepsItsTypesAndAnotherFileIsAnotherVersion() throws IOException {
        freeze(
                Exit.OK,
                "both",
                file("both.csv", "shop,moment\nS1,2024-01-03T12:00:00Z\nS3,2024-01-04T17:31:00.5Z\n"),
                "sales:*,recent:*");
        Lake lake = project.lake();
        TableVersion ofCsv = lake.at("training_sets/both");

        String parquet = parquet(
                "both",
                "select shop, moment, bigint(7) as seven, binary('x') as bytes from values"
                        + " ('S1', timestamp '2024-01-03T12:00:00Z'), ('S3', timestamp '2024-01-04T17:31:00.5Z') as t(shop, moment)");
        freeze(Exit.OK, "both", parquet, "sales:*,recent:*");

        Dataset<Row> typed = lake.read(lake.at("training_sets/both"));
        assertThat(typed.schema().apply("seven").dataType().sql()).isEqualTo("BIGINT");
        assertThat(typed.drop("seven", "bytes").orderBy("shop").collectAsList())
                .isEqualTo(lake.read(ofCsv).orderBy("shop").collectAsList())
                .hasSize(2);
    }

    @Test
    void whatIsNotThereBlocksByName() throws IOException {
        String file = file("later.csv", "shop,moment\nS1,2024-01-06T12:00:00Z\n");

        String told = project.run(Exit.BLOCKED, line("later", file, "sales:n,recent:*", "2024-01-06"));

        assertThat(told)
                .contains("features/sales/2024-01-06 (not built)", "sources/orders/2024-01-06 (never ingested)");
        assertThat(project.lake().latest("training_sets/later")).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "sales:*|a.txt|kind|a.txt is neither named .parquet nor .csv",
                "sales:*|none.csv|absent|there is no file ",
                "sales:*|shop,at;S1,2024-01-03T12:00:00Z|no moment|has no column moment, the instant that features are asked for",
                "sales:*|shp,moment;S1,2024-01-03T12:00:00Z|no key|has no column shop, a key of the features; did you mean \"shp\"?",
                "tills:n|shop,till,moment;S1,1,2024-01-03T12:00:00Z;S1,one,2024-01-03T12:00:00Z|key|.csv:3: till is \"one\", no int",
                "sales:*|shop,moment;S1,2024-01-03T12:00:00Z;S1,2024-01-03 12:00|naive|.csv:3: moment is \"2024-01-03 12:00\", a clock without zone; write instants, as 2013-01-31T10:00:00Z; nothing of the file was taken",
                "sales:*|shop,moment;;S1,2024-01-03T12:00:00Z;S1,soon|bad|.csv:4: moment is \"soon\", no instant",
                "sales:*|shop,note,moment;S1,\"a;b\",2024-01-03T12:00:00Z;S1,x,soon|lines|.csv:4: moment is \"soon\"",
                "sales:*|shop,moment;S1,|none|.csv:2: moment is empty",
                "sales:*|shop,moment;S1|ragged|.csv:2: the header has 2 fields, this row 1",
                "sales:*|shop,moment;\"S1,2024|open|cannot be read: a quote opened in row 1 is never closed",
                "sales:*|shop,moment|no rows|has no rows; a training set of nothing is none",
                "sales:*|shop,moment,Sales__N;S1,2024-01-03T12:00:00Z,1|clash|its column Sales__N has the name of the column of that feature; rename it",
                "sales:*|shop,moment,__state__sales;S1,2024-01-03T12:00:00Z,1|ours|a column cannot be named \"__state__sales\"",
                "sales:*|shop,moment,a b;S1,2024-01-03T12:00:00Z,1|blank|a column cannot be named \"a b\"",
                "sales:*|shop,moment,Shop;S1,2024-01-03T12:00:00Z,1|twice|its column Shop has the name of another column",
                "sales:*|shop,moment;S1,2024-01-06T00:00:00Z|later|its latest moment is 2024-01-06T00:00:00Z, and as of 2024-01-06T00:00:00Z that has not come",
                "sale:*|shop,moment;S1,2024-01-03T12:00:00Z|view|there is no feature view \"sale\"; did you mean \"sales\"?",
                "sales:prize|shop,moment;S1,2024-01-03T12:00:00Z|feature|feature view sales has no feature \"prize\"; did you mean \"price\"?",
                "sales:n,sales:*|shop,moment;S1,2024-01-03T12:00:00Z|again|name sales:n twice; name each once",
                "sales|shop,moment;S1,2024-01-03T12:00:00Z|form|\"sales\" in the features \"sales\" names none; write them as view:feature or view:*",
            })
    void whatCannotBeUsedIsRefusedWithTheReason(String features, String content, String name, String reason)
            throws IOException {
        boolean isName = !content.contains(",");
        String file =
                isName ? folder().resolve(content).toString() : file("bad.csv", content.replace(";", "\n") + "\n");

        assertThat(freeze(Exit.USAGE, "bad", file, features)).contains(reason);

        assertThat(project.lake().latest("training_sets/bad")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1 as shop, timestamp '2024-01-03T12:00:00Z' as moment|the key shop is int, and the entity's is string",
                "'S1' as shop, timestamp_ntz '2024-01-03T12:00:00' as moment|moment is timestamp_ntz; it must be a timestamp in UTC",
                "'S1' as shop, timestamp '2024-01-03T12:00:00Z' as moment, map(1, 2) as m|column m is map<int,int>; allowed are ",
                "'S1' as shop, timestamp(null) as moment|1 of its 1 rows have no moment",
            })
    void parquetOfOtherTypesIsRefused(String columns, String reason) throws IOException {
        assertThat(freeze(Exit.USAGE, "bad", parquet("bad", "select " + columns), "sales:*"))
                .contains(reason);
    }

    @Test
    void textThatIsNamedParquetIsRefused() throws IOException {
        assertThat(freeze(Exit.USAGE, "bad", file("text.parquet", "shop,moment\n"), "sales:*"))
                .contains("text.parquet cannot be read: it is no Parquet file");
    }

    @Test
    void nameOfAModelIsRefusedAlsoWhereOnlyItsTableIsLeft() throws IOException {
        String file = file("model.csv", "shop,moment\nS1,2024-01-03T12:00:00Z\n");

        assertThat(freeze(Exit.USAGE, "return_risk", file, "sales:*"))
                .contains(
                        "training_sets/return_risk is the training set of the model return_risk; choose another --name");
        project.run(Exit.OK, "training-set", "return_risk", "--date", "2024-01-05");
        Path model = project.folder().resolve("models/return_risk.yaml");
        Path away = project.folder().resolve("return_risk.away");
        Files.move(model, away);
        try {
            assertThat(freeze(Exit.USAGE, "return_risk", file, "sales:*"))
                    .contains("training_sets/return_risk is a model's training set; choose another name");
        } finally {
            Files.move(away, model);
        }
        assertThat(project.run(
                        Exit.USAGE,
                        "training-set",
                        "return_risk",
                        "--date",
                        "2024-01-05",
                        "--spine",
                        file,
                        "--features",
                        "sales:*",
                        "--name",
                        "x"))
                .contains("a training set is of the model return_risk or of the file ");
    }

    @Test
    void aModelIsRefusedTheNameOfATrainingSetOfAFile() throws IOException {
        freeze(Exit.OK, "late", file("late.csv", "shop,moment\nS1,2024-01-03T12:00:00Z\n"), "sales:*");
        Path model = project.folder().resolve("models/return_risk.yaml");
        project.file("models/late.yaml", Files.readString(model).replace("model: return_risk", "model: late"));
        try {
            assertThat(project.run(Exit.USAGE, "training-set", "late", "--date", "2024-01-05"))
                    .contains("training_sets/late is the training set of the file ", "late.csv; rename the model");
        } finally {
            Files.delete(project.folder().resolve("models/late.yaml"));
        }
    }

    private static String freeze(Exit expected, String name, String file, String features) {
        return project.run(expected, line(name, file, features, "2024-01-05"));
    }

    private static String[] line(String name, String file, String features, String day) {
        return new String[] {"training-set", "--spine", file, "--features", features, "--name", name, "--date", day};
    }

    private static Path folder() {
        return temporary;
    }

    private static String file(String name, String content) throws IOException {
        return Files.writeString(folder().resolve(name), content).toString();
    }

    private static String parquet(String name, String query) throws IOException {
        Path written = folder().resolve(name + Instant.now().toEpochMilli());
        LocalSpark.session().sql(query).coalesce(1).write().parquet(written.toString());
        try (var files = Files.list(written)) {
            Path part = files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            return Files.move(part, folder().resolve(written.getFileName() + ".parquet"))
                    .toString();
        }
    }
}

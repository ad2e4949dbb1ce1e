package io.penstock.jobs;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewCommandTest {
    @TempDir
    static Path temporary;

    private static ShopProject project;

    @BeforeAll
    static void addViews() throws IOException {
        project = ShopProject.built(temporary.resolve("shops"));
        project.file(
                "sources/log.yaml",
                "source: log\nfeed: orders\ncolumns: [shop, price]\nevent_timestamp: at\ncreated_timestamp: known\n"
                        + "mode: append\ntiebreak: [id]\n");
        project.file(
                "features/logged.yaml",
                "feature_view: logged\nentity: shop\nsource: log\nfeatures: {n: {count: \"*\", window: 1d}}\n");
        project.file(
                "features/ever.yaml",
                "feature_view: ever\nentity: shop\nsource: orders\nrefresh: 1d\nfeatures: {n: {count: \"*\"}}\n");
        // Order 400, of S0, comes again a day later with another shop: S0 has it no more.
        Path batch = project.folder().resolve("data/2024-01-05.csv");
        Files.writeString(
                batch, Files.readString(batch) + "400,S7,0,1.0,0,2024-01-05T00:01:00Z,2024-01-05T00:02:00Z\n");
        project.run(Exit.OK, "ingest", "--from", "2024-01-04", "--to", "2024-01-05");
        ruin();
    }

    @Test
    void previewAtATickIsWhatWasPublishedThereAndReadsOnlyTheBatchesOfItsWindows() {
        Map<String, Object> json = preview("sales", "--at", "2024-01-04T06:00:00Z");

        List<List<Object>> previewed = new ArrayList<>();
        for (Object row : (List<?>) json.get("rows")) {
            Map<?, ?> cells = (Map<?, ?>) row;
            previewed.add(List.of(cells.get("shop"), ((Number) cells.get("n")).longValue(), cells.get("price")));
        }
        var lake = project.lake();
        List<Row> published = lake.read(lake.at("features/sales"))
                .where("event_timestamp <= timestamp '2024-01-04T06:00:00Z' and date = date '2024-01-04'")
                .groupBy("shop")
                .agg(expr("max_by(n, event_timestamp)"), expr("max_by(price, event_timestamp)"))
                .orderBy("shop")
                .collectAsList();
        assertThat(previewed)
                .hasSize(4)
                .isEqualTo(published.stream()
                        .map(row -> List.of(row.get(0), row.get(1), row.get(2)))
                        .toList());
        assertThat(json)
                .containsEntry("batches", List.of("2024-01-03", "2024-01-04"))
                .containsEntry("source", project.lake().at("sources/orders").toString());
    }

    @Test
    void previewOfADistantInstantNamesAFewOfTheBatchesThatAreNotThere() {
        assertThat(project.run(Exit.BLOCKED, "preview", "ever", "--at", "2112-01-01T00:00:00Z"))
                .contains("sources/orders/2024-01-06 (never ingested)", " more\n")
                .hasSizeLessThan(2000);
    }

    @Test
    void keysAreGivenOneByOneOrTogetherAndAnUnknownOneIsEmpty() {
        String asked = project.run(
                Exit.OK,
                "preview",
                "tills",
                "--at",
                "2024-01-04T12:00:00Z",
                "--key",
                "shop=S1,till=1",
                "--keys",
                "shop=S9",
                "--keys",
                "till=0");

        assertThat(asked)
                .isEqualTo(
                        """
                        shop  till  n  state
                        S1       1  3  found
                        S9       0  0  empty
                        tills at 2024-01-04T12:00:00Z, from %s, batches 2024-01-04
                        """
                                .formatted(project.lake().at("sources/orders")));
        assertThat(project.run(Exit.OK, "preview", "tills", "--at", "2024-01-04T12:00:00Z", "--limit", "2"))
                .contains("S0 ", "S1 ")
                .doesNotContain("S2 ");
    }

    @Test
    void rowThatCameAgainUnderAnotherKeyIsCountedThereOnly() {
        assertThat(preview("sales", "--at", "2024-01-05T00:02:00Z", "--key", "shop=S0")
                        .get("rows")
                        .toString())
                .contains("n=3");
        assertThat(preview("sales", "--at", "2024-01-05T00:02:00Z", "--key", "shop=S7")
                        .get("rows")
                        .toString())
                .contains("n=1");
    }

    @Test
    void viewOfAnAppendSourceWithoutATableIsPreviewed() {
        assertThat(preview("logged", "--at", "2024-01-05T00:02:00Z", "--key", "shop=S0")
                        .get("rows")
                        .toString())
                .contains("n=4");
    }

    @Test
    void nothingIsWritten() {
        List<String> before = project.lake().tables();

        preview("sales", "--at", "2024-01-04T06:00:00Z");

        assertThat(project.lake().tables()).isEqualTo(before).doesNotContain("features/ever");
    }

    @Test
    void whatIsMissingBlocksByName() {
        assertThat(project.run(Exit.BLOCKED, "preview", "sales", "--at", "2024-01-06T06:00:00Z"))
                .isEqualTo(
                        "sales at 2024-01-06T06:00:00Z is blocked: input incomplete: sources/orders/2024-01-06 (never ingested)\n");
    }

    @Test
    void whatIsNotThereOrDoesNotFitIsRefused() {
        assertThat(refused("sale", "2024-01-04T06:00:00Z"))
                .contains("no feature view \"sale\"; did you mean \"sales\"?");
        assertThat(refused("sales", "2023-12-31T23:00:00Z"))
                .contains(
                        "source orders starts at 2024-01-01T00:00:00Z, so there is nothing to see at 2023-12-31T23:00:00Z");
        assertThat(refused("sales", "2024-01-04T06:00:00Z", "shp=S1"))
                .contains("\"shp=S1\" is no key of entity shop, write NAME=VALUE; did you mean \"shop\"?");
        assertThat(refused("tills", "2024-01-04T06:00:00Z", "shop=S1"))
                .contains("the key {shop=S1} is not whole: entity till has shop, till");
        assertThat(refused("tills", "2024-01-04T06:00:00Z", "shop=S1,shop=S2"))
                .contains("the key shop is given twice before the others of entity till");
        assertThat(refused("tills", "2024-01-04T06:00:00Z", "shop=S1,till=one"))
                .contains("the keys do not have the types of their columns: ", "one");
        assertThat(refused("sales", "noon")).contains("'noon' is no instant");
    }

    private static String refused(String view, String at, String... keys) {
        List<String> line = new ArrayList<>(List.of("preview", view, "--at", at));
        for (String key : keys) {
            line.addAll(List.of("--key", key));
        }
        return project.run(Exit.USAGE, line.toArray(String[]::new));
    }

    private static Map<String, Object> preview(String view, String... options) {
        List<String> line = new ArrayList<>(List.of("preview", view, "--output", "json"));
        line.addAll(List.of(options));
        return Json.map(project.run(Exit.OK, line.toArray(String[]::new)));
    }

    /** Makes nonsense of the files of the first two batches: who reads one fails. */
    private static void ruin() throws IOException {
        for (String batch : List.of("2024-01-01", "2024-01-02")) {
            Path slice =
                    Path.of(URI.create(project.lake().path("sources/orders"))).resolve("batch=" + batch);
            try (var files = Files.list(slice)) {
                for (Path file : files.toList()) {
                    Files.write(file, new byte[(int) Files.size(file)]);
                }
            }
        }
    }
}

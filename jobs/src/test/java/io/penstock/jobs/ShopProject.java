package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.lake.Lake;
import io.penstock.validation.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A project of a few orders a day, small enough to build in seconds, with an exact view and a published one. */
record ShopProject(Path folder) {

    private static ShopProject built;

    /** A copy of the project with the batches and features of its first five days built. */
    static synchronized ShopProject built(Path folder) throws IOException {
        if (built == null) {
            built = write(Files.createTempDirectory(Path.of("target"), "shops").toAbsolutePath());
            built.run(Exit.OK, "ingest", "--from", "2024-01-01", "--to", "2024-01-05");
            built.run(Exit.OK, "features", "--from", "2024-01-01", "--to", "2024-01-05");
        }
        return new ShopProject(new ExampleProject(built.folder).copyTo(folder).folder());
    }

    /** Writes the definitions and the batches of 2024-01-01 to 2024-01-06. */
    private static ShopProject write(Path folder) throws IOException {
        LocalSpark.session();
        ShopProject project = new ShopProject(folder);
        project.file("penstock.yaml", "project: shops\nlake: lake\n");
        project.file(
                "feeds/orders.yaml",
                """
                feed: orders
                files: {path: "data/{batch}.csv", format: csv}
                batch: {every: 1d, timezone: UTC, starts: 2024-01-01}
                columns: {id: int, shop: string, till: int, price: double, returned: int, at: timestamp, known: timestamp}
                key: [id]
                """);
        project.source("orders", "[shop, till, price]", "known");
        project.source("returns", "[returned]", "at");
        project.source("baskets", "[shop, till]", "timestampadd(DAY, -7, at)");
        project.file("entities/shop.yaml", "entity: shop\nkeys: {shop: string}\n");
        project.file("entities/till.yaml", "entity: till\nkeys: {shop: string, till: int}\n");
        project.view(
                "sales",
                "shop",
                "refresh: 6h\nttl: 1d\n",
                "n: {count: \"*\", window: 1d}, price: {mean: price, window: 1d}");
        project.view("recent", "shop", "", "price: {last: price, window: 12h}");
        project.view("tills", "till", "", "n: {count: \"*\", window: 12h}");
        project.file(
                "models/return_risk.yaml",
                """
                model: return_risk
                spine: {source: baskets, lead: 1h, from: 2024-01-02, columns: [till]}
                label: {source: returns, value: "returned > 0", matures_after: 1h, missing: drop}
                features: ["sales:*", "recent:*"]
                split: {test: 1d, validation: 1d, gap: 1h}
                train: {xgboost: {objective: "binary:logistic"}, rounds: 2, early_stopping: 1}
                decide: {threshold: 0.5}
                promote: {metric: auc, margin: 0.002, first: beats_baseline, held_above: 0.9, approvals: 0}
                monitor: {window: 2d}
                """);
        for (int day = 1; day <= 6; day++) {
            project.batch(LocalDate.of(2024, 1, day), 0);
        }
        return project;
    }

    /** Sixteen orders of four shops; {@code dearer} is added to each price. */
    void batch(LocalDate day, double dearer) throws IOException {
        List<String> lines = new ArrayList<>(List.of("id,shop,till,price,returned,at,known"));
        for (int order = 0; order < 16; order++) {
            int id = day.getDayOfMonth() * 100 + order;
            lines.add("%d,S%d,%d,%s,%d,%sT%02d:05:00Z,%sT%02d:20:00Z"
                    .formatted(id, order % 4, order % 2, id % 37 + dearer, id % 3 / 2, day, order, day, order));
        }
        file("data/" + day + ".csv", String.join("\n", lines) + "\n");
    }

    void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    Lake lake() {
        return Lake.at(LocalSpark.session(), folder.resolve("lake").toString());
    }

    /** Runs a command; gives what it printed, results and then errors. */
    String run(Exit expected, String... command) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
        List<String> line = new ArrayList<>(List.of("--project", folder.toString()));
        line.addAll(List.of(command));
        try {
            System.setOut(both);
            System.setErr(both);
            Exit exit = new Penstock().execute(line.toArray(String[]::new));
            String text = printed.toString(StandardCharsets.UTF_8);
            assertThat(exit).as("%s: %s", String.join(" ", command), text).isEqualTo(expected);
            return text;
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private void source(String name, String columns, String created) throws IOException {
        file(
                "sources/" + name + ".yaml",
                "source: %s\nfeed: orders\ncolumns: %s\nevent_timestamp: at\ncreated_timestamp: %s\n"
                        .formatted(name, columns, created));
    }

    private void view(String name, String entity, String published, String features) throws IOException {
        file(
                "features/" + name + ".yaml",
                String.format(
                        Locale.ROOT,
                        "feature_view: %s\nentity: %s\nsource: orders\n%sfeatures: {%s}\n",
                        name,
                        entity,
                        published,
                        features));
    }
}

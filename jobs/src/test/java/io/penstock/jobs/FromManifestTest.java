package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Json;
import io.penstock.base.TableVersion;
import io.penstock.lake.Lake;
import io.penstock.lake.Layout;
import io.penstock.validation.LocalSpark;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FromManifestTest {
    @TempDir
    static Path temporary;

    private static ShopProject project;
    private static String ofModel;
    private static String ofFile;
    private static String modelHash;
    private static String fileHash;
    private static Path file;

    /** Freezes two training sets, then changes all that they were made of. */
    @BeforeAll
    static void freezeAndChange() throws IOException {
        project = ShopProject.built(temporary.resolve("shops"));
        file = Files.writeString(
                temporary.resolve("rows.csv"),
                "shop,moment,weight\nS1,2024-01-03T12:00:00Z,1\nS2,2024-01-04T12:00:00Z,-0.0\n,2024-01-04T12:00:00Z,\n");
        freeze();
        ofModel = project.lake().at("training_sets/return_risk").toString();
        ofFile = project.lake().at("training_sets/mine").toString();
        modelHash = hash(ofModel);
        fileHash = hash(ofFile);

        project.batch(LocalDate.of(2024, 1, 3), 50);
        project.run(Exit.OK, "ingest", "--date", "2024-01-03");
        project.run(Exit.OK, "features", "sales", "--date", "2024-01-05");
        for (String table : List.of("sources/orders", "features/sales")) {
            String path = project.lake().path(table);
            LocalSpark.session().sql("alter table delta.`" + path + "` add columns (later string)");
            LocalSpark.session().sql("optimize delta.`" + path + "`");
        }
        project.file(
                "features/sales_more.yaml",
                "feature_view: sales_more\nentity: shop\nsource: orders\nfeatures: {n: {count: \"*\", window: 2h}}\n");
    }

    @Test
    void pinsGiveTheSameContentWhateverCameLaterAndNothingIsWritten() {
        Map<String, Long> before = versions();

        assertThat(rebuild(Exit.OK, ofModel)).startsWith(ofModel + ": same content hash, " + modelHash + ", ");
        assertThat(rebuild(Exit.OK, ofFile)).isEqualTo(ofFile + ": same content hash, " + fileHash + ", 3 rows\n");
        Map<String, Object> json = Json.map(rebuild(Exit.OK, ofFile, "--output", "json"));

        assertThat(json)
                .containsEntry("same", true)
                .containsEntry("frozen", fileHash)
                .containsEntry("rows", 3);
        assertThat(versions()).isEqualTo(before);

        freeze();
        assertThat(hash("training_sets/return_risk"))
                .as("of the newest versions")
                .isNotEqualTo(modelHash);
        assertThat(hash("training_sets/mine")).as("of the newest versions").isNotEqualTo(fileHash);
        assertThat(rebuild(Exit.OK, ofModel)).contains("same content hash");
    }

    @Test
    void otherContentThanTheFrozenOneEndsWithBothHashes() throws IOException {
        ShopProject copy = new ShopProject(new ExampleProject(project.folder())
                .copyTo(temporary.resolve("forged"))
                .folder());
        Path commit = Path.of(URI.create(copy.lake().path("training_sets/mine")))
                .resolve("_delta_log/%020d.json"
                        .formatted(TableVersion.parse(ofFile).version()));
        Files.writeString(commit, Files.readString(commit).replace(fileHash, "0".repeat(32)));

        assertThat(copy.run(Exit.BLOCKED, "training-set", "--from-manifest", ofFile))
                .isEqualTo(ofFile + ": another content hash: frozen " + "0".repeat(32) + ", built again " + fileHash
                        + ", 3 rows\n");
    }

    @Test
    void otherFileDefinitionOrTableIsRefused() throws IOException {
        String text = Files.readString(file);
        Path view = project.folder().resolve("features/recent.yaml");
        String definition = Files.readString(view);
        try {
            Files.writeString(file, text + "S3,2024-01-04T12:00:00Z,\n");
            assertThat(rebuild(Exit.USAGE, ofFile))
                    .contains("rows.csv has changed since " + ofFile + " was made of it: its SHA-256 was ");
            Files.writeString(view, definition.replace("12h", "11h"));
            assertThat(rebuild(Exit.USAGE, ofModel))
                    .contains(ofModel + " was made of other definitions than the project has now");
        } finally {
            Files.writeString(file, text);
            Files.writeString(view, definition);
        }
        assertThat(rebuild(Exit.USAGE, "sources/orders@1"))
                .contains("sources/orders@1 has no manifest of a training set");
        assertThat(rebuild(Exit.USAGE, "training_sets/mine@99")).contains("training_sets/mine@99 was never written");
        assertThat(rebuild(Exit.USAGE, ofModel, "--date", "2024-01-05")).contains("--from-manifest stands alone");
        assertThat(project.run(Exit.USAGE, "training-set", "return_risk"))
                .contains("which day? write --date 2013-01-31");
    }

    private static void freeze() {
        project.run(Exit.OK, line("return_risk"));
        project.run(Exit.OK, mine());
    }

    private static String[] line(String model) {
        return new String[] {"training-set", model, "--date", "2024-01-05"};
    }

    private static String[] mine() {
        return new String[] {
            "training-set",
            "--spine",
            file.toString(),
            "--features",
            "sales:*,recent:*",
            "--name",
            "mine",
            "--date",
            "2024-01-05"
        };
    }

    private static String rebuild(Exit expected, String version, String... more) {
        List<String> line = new ArrayList<>(List.of("training-set", "--from-manifest", version));
        line.addAll(List.of(more));
        return project.run(expected, line.toArray(String[]::new));
    }

    private static String hash(String version) {
        return hash(project, version);
    }

    private static String hash(ShopProject project, String version) {
        Lake lake = project.lake();
        return lake.slices(lake.at(version)).get(Layout.WHOLE).hash();
    }

    private static Map<String, Long> versions() {
        Lake lake = project.lake();
        return new TreeMap<>(lake.tables().stream().collect(Collectors.toMap(table -> table, table -> lake.at(table)
                .version())));
    }
}

package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.base.DefinitionError;
import io.penstock.base.Problem;
import io.penstock.base.UserError;
import io.penstock.features.FeatureView;
import io.penstock.features.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
    private static final Path FLIGHTS = Path.of("..", "examples", "flights");
    private static final Path BROKEN = Path.of("src", "test", "resources", "projects", "broken");

    @TempDir
    Path folder;

    @Test
    void theExampleHasNoProblem() {
        Project flights = Project.read(FLIGHTS, Optional.empty(), Map.of());

        assertThat(flights.catalog().sources()).containsKeys("schedule", "departures", "arrivals", "weather", "planes");
        assertThat(flights.model("arrival_late").data().features()).hasSizeGreaterThan(5);
        assertThat(flights.lakeRoot())
                .isEqualTo(FLIGHTS.toAbsolutePath().normalize().resolve("lake").toString());
        assertThat(flights.warnings()).isEmpty();
    }

    @Test
    void aTargetOverridesWhatItNames() {
        Project flights = Project.read(FLIGHTS, Optional.of("year"), Map.of("PENSTOCK_LAKE", "s3a://other/lake"));

        assertThat(flights.model("arrival_late").data().split())
                .isInstanceOfSatisfying(Split.Dates.class, split -> assertThat(split.testFrom())
                        .isEqualTo(LocalDate.parse("2013-10-01")));
        assertThat(flights.lake()).isEqualTo("lake-year");
    }

    @Test
    void whatNobodyReadsIsTold() throws IOException {
        Files.writeString(folder.resolve("penstock.yaml"), "project: small\nlake: lake\n");
        Files.writeString(folder.resolve("departures.yaml"), "source: departures\n");
        Files.createDirectories(folder.resolve("entites"));
        Files.createDirectories(folder.resolve("data"));

        assertThatThrownBy(() -> Project.read(folder, Optional.empty(), Map.of()))
                .hasMessageContaining(
                        "departures.yaml: this file is not read: beside penstock.yaml definitions lie in the"
                                + " folders feeds, sources, entities, features, models, targets in targets")
                .hasMessageContaining("entites: this folder is not read; did you mean \"entities\"?")
                .hasMessageNotContaining("data");
    }

    @Test
    void everyProblemOfAProjectIsToldInOneRun() throws IOException {
        DefinitionError error =
                catchThrowableOfType(DefinitionError.class, () -> Project.read(BROKEN, Optional.of("prod"), Map.of()));
        Path golden = BROKEN.resolveSibling("broken.txt");
        if (Boolean.getBoolean("update")) {
            Files.writeString(golden, ProjectReport.of(error));
        }

        assertThat(ProjectReport.of(error)).isEqualTo(Files.readString(golden));
        assertThat(error.problems()).hasSizeGreaterThan(60);
    }

    @Test
    void aFolderWithoutProjectSaysWhatIsMissing() {
        assertThatThrownBy(() -> Project.read(folder, Optional.empty(), Map.of()))
                .isInstanceOf(DefinitionError.class)
                .hasMessage(
                        "penstock.yaml: there is no such file; a project's folder holds penstock.yaml and the folders"
                                + " feeds, sources, entities, features, models");
        assertThatThrownBy(() -> Project.read(folder.resolve("none"), Optional.empty(), Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("--project names the folder of penstock.yaml");
    }

    @Test
    void anUnknownTargetNamesTheTargetsThereAre() throws IOException {
        small();
        write("targets/prod.yaml", "lake: s3a://lake\n");

        assertThat(problems("prd"))
                .containsExactly("targets: there is no target \"prd\"; did you mean \"prod\"? Allowed: prod");
        assertThat(problems("../prod"))
                .singleElement()
                .asString()
                .startsWith("targets: there is no target \"../prod\"");
    }

    @Test
    void whatRefersToAnUnreadableFileIsNotToldTwice() throws IOException {
        small();
        write("sources/rides.yaml", "[1, 2\n");

        assertThat(problems(null)).hasSize(1).first().asString().startsWith("sources/rides.yaml:2: this is not YAML:");
    }

    @Test
    void twoFilesOfOneNameAreTold() throws IOException {
        small();
        write("entities/other.yaml", "entity: rider\nkeys: {rider: string}\n");

        assertThat(problems(null))
                .containsExactly(
                        "entities/other.yaml:1: entity \"rider\" stands in the file other.yaml; name it rider.yaml",
                        "entities/rider.yaml:1: there are two of entity \"rider\", the first at entities/other.yaml:1");
    }

    @Test
    void theLabelMustHaveTheKeyOfTheSpine() throws IOException {
        small();
        write(
                "feeds/tips.yaml",
                "feed: tips\nfiles: {path: tips.csv}\ncolumns: {tip: double, at: timestamp}\nkey: [at]\n");
        write("sources/tips.yaml", "source: tips\nfeed: tips\ncolumns: [tip]\nevent_timestamp: at\n");
        write("models/late.yaml", model("tips", "fare"));

        assertThat(problems(null))
                .containsExactly(
                        "models/late.yaml:3: the label is joined by the spine's key [trip], but source tips has the key"
                                + " [at]; both must be the same columns");
    }

    @Test
    void anInputThatTreesCannotTakeIsRefused() throws IOException {
        small();
        write("models/late.yaml", model("rides", "fare, rider, started"));

        assertThat(problems(null))
                .containsExactly(
                        "models/late.yaml:4: input \"rider\" is a text; name it in encode.ordinal or exclude",
                        "models/late.yaml:4: input \"started\" is a timestamp, which would tell the model the"
                                + " calendar; derive a number from it and name it in exclude");
    }

    @Test
    void aViewThatIsReadBeforeItsBatchesArriveIsAWarningUnlessTheyAreReplayed() throws IOException {
        small();
        assertThat(warnings())
                .containsExactly(
                        "features/recent.yaml:1: feature view recent can be read 10m after a tick, but the batch of"
                                + " feed rides with its last events arrives up to 1395m after it, so training would see"
                                + " what serving never has; raise publish_delay to 1395m, or say replay: true on the feed"
                                + " if its files are the archive of a live feed");

        Path feed = folder.resolve("feeds/rides.yaml");
        Files.writeString(feed, Files.readString(feed) + "replay: true\n");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void theDefinitionHashIsOfValuesNotOfOwners() throws IOException {
        small();
        String hash = recent().definitionHash();
        Path view = folder.resolve("features/recent.yaml");
        String text = Files.readString(view);

        Files.writeString(view, "owner: me\n" + text);
        assertThat(recent().definitionHash()).isEqualTo(hash);
        Files.writeString(view, text.replace("1h}", "2h}"));
        assertThat(recent().definitionHash()).isNotEqualTo(hash);
    }

    private FeatureView recent() {
        return Project.read(folder, Optional.empty(), Map.of()).catalog().view("recent");
    }

    private List<String> warnings() {
        return Project.read(folder, Optional.empty(), Map.of()).warnings().stream()
                .map(Problem::toString)
                .toList();
    }

    private List<String> problems(String target) {
        return catchThrowableOfType(
                        DefinitionError.class, () -> Project.read(folder, Optional.ofNullable(target), Map.of()))
                .problems()
                .stream()
                .map(Problem::toString)
                .toList();
    }

    private void small() throws IOException {
        write("penstock.yaml", "project: small\nlake: lake\n");
        write(
                "feeds/rides.yaml",
                "feed: rides\nfiles: {path: \"{batch}.csv\"}\n"
                        + "batch: {every: 1d, available_after: 15m, starts: 2024-01-01}\n"
                        + "columns: {trip: string, rider: string, started: timestamp, fare: double}\nkey: [trip]\n");
        write(
                "sources/rides.yaml",
                "source: rides\nfeed: rides\ncolumns: [trip, rider, started, fare]\nevent_timestamp: started\n");
        write("entities/rider.yaml", "entity: rider\nkeys: {rider: string}\n");
        write(
                "features/recent.yaml",
                "feature_view: recent\nentity: rider\nsource: rides\nrefresh: 1h\npublish_delay: 10m\n"
                        + "features:\n  rides_1h: {count: \"*\", window: 1h}\n");
    }

    private static String model(String label, String columns) {
        return "model: late\nspine: {source: rides, lead: 1h, from: 2024-02-01, columns: [" + columns + "]}\n"
                + "label: {source: " + label + ", value: \"" + (label.equals("tips") ? "tip" : "fare")
                + " > 1\", matures_after: 1d}\n"
                + "features: [\"recent:*\"]\nsplit: {test: 7d, validation: 7d}\n"
                + "train: {xgboost: {eta: 0.1}, rounds: 10}\ndecide: {threshold: 0.5}\npromote: {metric: auc}\n";
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}

package io.penstock.jobs;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Digest;
import io.penstock.base.Nearest;
import io.penstock.base.Ordered;
import io.penstock.base.Problem;
import io.penstock.base.Problems;
import io.penstock.base.UserError;
import io.penstock.base.YamlMap;
import io.penstock.features.About;
import io.penstock.features.Catalog;
import io.penstock.features.Entity;
import io.penstock.features.FeatureView;
import io.penstock.features.Feed;
import io.penstock.features.OnlineSetting;
import io.penstock.features.Source;
import io.penstock.features.TrainingSetSpec;
import io.penstock.features.definition.CatalogRules;
import io.penstock.features.definition.EntityYaml;
import io.penstock.features.definition.FeatureViewYaml;
import io.penstock.features.definition.FeedYaml;
import io.penstock.features.definition.Known;
import io.penstock.features.definition.SourceYaml;
import io.penstock.features.definition.Written;
import io.penstock.training.ModelSpec;
import io.penstock.training.definition.ModelRules;
import io.penstock.training.definition.ModelYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All definitions of a project together, read and found without problem. Starts no Spark.
 *
 * @param name as {@code penstock.yaml} gives it
 * @param folder where {@code penstock.yaml} lies; paths in definitions start there
 * @param lake where the tables lie, as written: see {@link #lakeRoot()}
 */
public record Project(
        String name,
        About about,
        Path folder,
        String lake,
        Optional<OnlineSetting> onlineStore,
        Notify notifying,
        Catalog catalog,
        Map<String, ModelSpec> models) {
    public Project {
        requireNonNull(name, "name");
        requireNonNull(about, "about");
        requireNonNull(folder, "folder");
        requireNonNull(lake, "lake");
        requireNonNull(onlineStore, "onlineStore");
        requireNonNull(notifying, "notifying");
        requireNonNull(catalog, "catalog");
        models = Ordered.copy(models);
    }

    /**
     * Reads the project in a folder, with {@code ${NAME}} filled in from the environment and
     * {@code targets/<target>.yaml} laid over it: that holds keys of {@code penstock.yaml}, and {@code feeds},
     * {@code sources}, {@code entities}, {@code features}, {@code models} as maps of names to the keys they change. Maps are
     * merged key by key, anything else is replaced, {@code null} removes a key; {@code split}, {@code decide} and
     * {@code online_store} are replaced whole.
     *
     * @throws io.penstock.base.DefinitionError with all problems, where there are any
     */
    public static Project read(Path folder, Optional<String> target, Map<String, String> environment) {
        if (!Files.isDirectory(folder)) {
            throw new UserError(
                    "there is no folder " + folder + "; --project names the folder of " + ProjectFiles.SETTINGS);
        }
        Problems problems = new Problems();
        ProjectFiles files = ProjectFiles.read(folder, target, environment, problems);
        Project project =
                new Reader(files, problems).read(folder.toAbsolutePath().normalize());
        problems.throwIfAny();
        return project;
    }

    /** The lake as a path that Spark understands: one with a scheme as written, another from the project's folder. */
    public String lakeRoot() {
        boolean hasScheme = lake.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
        return hasScheme ? lake : folder.resolve(lake).normalize().toString();
    }

    /** A model by name. */
    public ModelSpec model(String model) {
        ModelSpec found = models.get(model);
        if (found == null) {
            throw new UserError("there is no model \"" + model + "\"" + Nearest.hint(model, models.keySet()));
        }
        return found;
    }

    /** The model that is named, or all. */
    public List<ModelSpec> models(Optional<String> model) {
        return model.map(name -> List.of(model(name))).orElseGet(() -> List.copyOf(models.values()));
    }

    /** What the training set of each model is made of. */
    Map<String, TrainingSetSpec> trainingSets() {
        Map<String, TrainingSetSpec> sets = new LinkedHashMap<>();
        models.forEach((name, each) -> sets.put(name, each.data()));
        return sets;
    }

    /** A digest of all definitions. */
    public String fingerprint() {
        return Digest.sha256(catalog.toString() + models);
    }

    /** What is allowed but may not be meant. */
    public List<Problem> warnings() {
        return CatalogRules.warnings(catalog);
    }

    /** Turns files into records and looks at all of them together. */
    private record Reader(ProjectFiles files, Problems problems) {
        Project read(Path folder) {
            Settings settings = Settings.read(files.settings());
            Map<String, Written<Feed>> feeds = all(Kind.FEEDS, FeedYaml::read);
            Map<String, Written<Source>> sources = all(Kind.SOURCES, yaml -> SourceYaml.read(yaml, problems));
            Map<String, Written<Entity>> entities = all(Kind.ENTITIES, EntityYaml::read);
            Map<String, Written<FeatureView>> views = all(Kind.FEATURES, yaml -> FeatureViewYaml.read(yaml, problems));
            Map<String, Written<ModelSpec>> models = all(Kind.MODELS, ModelYaml::read);
            Catalog catalog = new Catalog(bare(feeds), bare(sources), bare(entities), bare(views));
            Known known = new Known(catalog, files.unread(), problems);
            CatalogRules.check(
                    List.copyOf(feeds.values()),
                    List.copyOf(sources.values()),
                    List.copyOf(entities.values()),
                    List.copyOf(views.values()),
                    known);
            models.values().forEach(model -> ModelRules.check(model, known));
            return new Project(
                    settings.project(),
                    settings.about(),
                    folder,
                    settings.lake(),
                    settings.onlineStore(),
                    settings.notifying(),
                    catalog,
                    bare(models));
        }

        private <T> Map<String, Written<T>> all(Kind kind, Function<YamlMap, T> read) {
            Map<String, Written<T>> all = new LinkedHashMap<>();
            files.all(kind).forEach((name, yaml) -> all.put(name, new Written<>(read.apply(yaml), yaml)));
            return all;
        }

        private static <T> Map<String, T> bare(Map<String, Written<T>> written) {
            Map<String, T> bare = new LinkedHashMap<>();
            written.forEach((name, each) -> bare.put(name, each.definition()));
            return bare;
        }
    }
}

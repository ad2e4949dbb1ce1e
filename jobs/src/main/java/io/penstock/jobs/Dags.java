package io.penstock.jobs;

import io.penstock.features.About;
import io.penstock.features.Batching;
import io.penstock.features.FeatureRef;
import io.penstock.features.FeatureView;
import io.penstock.features.Feed;
import io.penstock.features.Source;
import io.penstock.training.ModelSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a scheduler runs for a project: every day what is due, every week a training and maintenance. It reads this instead of the
 * definitions, so that all rules stay here.
 */
final class Dags {
    /** Version of this form. */
    static final int SCHEMA_VERSION = 1;

    private static final long TRAINING_HOUR = 8;
    private static final long MAINTENANCE_HOUR = 4;
    private static final int DAY_HOURS = 24;
    private static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

    private final Project project;

    Dags(Project project) {
        this.project = project;
    }

    /** The plan as JSON has it. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema_version", SCHEMA_VERSION);
        fields.put("project", project.name());
        fields.put("owner", project.about().owner().orElse(null));
        fields.put("description", project.about().description().orElse(null));
        fields.put("tags", project.about().tags());
        fields.put("dags", dags().stream().map(this::fields).toList());
        return fields;
    }

    /** The plan for people: a line a task. */
    Listing listing() {
        List<List<Object>> rows = new ArrayList<>();
        for (Dag dag : dags()) {
            dag.tasks.forEach(task -> rows.add(List.of(
                    dag.id,
                    dag.schedule,
                    task.id(),
                    String.join(" ", task.arguments()),
                    Listing.joined(task.needs()))));
        }
        return new Listing(List.of("dag", "schedule", "task", "command", "needs"), rows, "");
    }

    /**
     * @param lag days from the day that a run works on to the day that it starts on
     * @param on what starts it beside its schedule: what a task's result asked for
     */
    private record Dag(String id, String schedule, long lag, List<String> on, String doc, List<DagTask> tasks) {}

    private List<Dag> dags() {
        List<Dag> dags = new ArrayList<>();
        dags.add(new Dag(
                project.name() + "_daily",
                "0 " + due() + " * * *",
                lag(due()),
                List.of(),
                "What is due for a day: from its files to predictions and what watches them.",
                daily()));
        for (ModelSpec model : project.models().values()) {
            String doc = doc(model.about(), "Trains " + model.name() + ".");
            dags.add(new Dag(
                    project.name() + "_train_" + model.name(),
                    "0 " + TRAINING_HOUR + " * * 1",
                    lag(TRAINING_HOUR),
                    asks(model),
                    doc,
                    training(model)));
        }
        dags.add(new Dag(
                project.name() + "_maintenance",
                "0 " + MAINTENANCE_HOUR + " * * 0",
                1,
                List.of(),
                "Puts small files together, and removes those that no version to be kept needs.",
                maintenance()));
        return dags;
    }

    private Map<String, Object> fields(Dag dag) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("dag_id", dag.id);
        fields.put("schedule", dag.schedule);
        fields.put("on", dag.on);
        fields.put("lag_days", dag.lag);
        fields.put("starts", starts().toString());
        fields.put("doc", dag.doc);
        fields.put("tasks", dag.tasks.stream().map(DagTask::fields).toList());
        return fields;
    }

    private List<DagTask> daily() {
        List<DagTask> tasks = new ArrayList<>();
        project.catalog().feeds().values().forEach(feed -> tasks.add(ingest(feed)));
        List<FeatureView> views = FeaturesJob.views(project, Optional.empty());
        views.forEach(view -> tasks.add(features(view)));
        List<String> online = new ArrayList<>();
        if (project.onlineStore().isPresent()) {
            views.forEach(view -> tasks.add(materialize(view)));
            views.forEach(view -> online.add("materialize." + view.name()));
        }
        List<String> watched = new ArrayList<>(online);
        for (ModelSpec model : project.models().values()) {
            tasks.add(score(model));
            watched.add("score." + model.name());
        }
        if (!watched.isEmpty()) {
            List<String> asks = project.models().values().stream()
                    .flatMap(model -> asks(model).stream())
                    .toList();
            tasks.add(new DagTask(
                    "monitor",
                    "all",
                    dated("monitor"),
                    watched,
                    List.of(),
                    asks,
                    false,
                    "Drift, performance and consistency."));
        }
        List<String> last = watched.isEmpty() ? tasks.stream().map(DagTask::id).toList() : List.of("monitor.all");
        tasks.add(new DagTask(
                "report",
                "site",
                List.of("report"),
                last,
                List.of(),
                List.of(),
                true,
                "The static site of the project."));
        return tasks;
    }

    private DagTask ingest(Feed feed) {
        List<String> tables = project.catalog().sources().values().stream()
                .filter(source -> source.feed().equals(feed.name()))
                .map(source -> "sources/" + source.name())
                .toList();
        return new DagTask(
                "ingest",
                feed.name(),
                dated("ingest", feed.name()),
                List.of(),
                tables,
                doc(feed.about(), "Reads the batch of feed " + feed.name() + " through its gate."));
    }

    private DagTask features(FeatureView view) {
        return new DagTask(
                "features",
                view.name(),
                dated("features", view.name()),
                List.of(ingestOf(view.source())),
                List.of(view.table()),
                doc(view.about(), "Computes the ticks of view " + view.name() + "."));
    }

    private static DagTask materialize(FeatureView view) {
        return new DagTask(
                "materialize",
                view.name(),
                dated("materialize", view.name()),
                List.of("features." + view.name()),
                List.of(),
                "Puts the newest tick of " + view.name() + " online.");
    }

    private DagTask score(ModelSpec model) {
        Stream<String> views =
                model.data().features().stream().map(FeatureRef::view).map(this::makes);
        List<String> needs = Stream.concat(
                        Stream.of(ingestOf(model.data().spine().source())), views)
                .distinct()
                .toList();
        return new DagTask(
                "score",
                model.name(),
                dated("score", model.name()),
                needs,
                List.of("predictions/" + model.name()),
                doc(model.about(), "Scores the day by the champion in force."));
    }

    private static List<DagTask> training(ModelSpec model) {
        DagTask set = new DagTask(
                "training_set",
                model.name(),
                dated("training-set", model.name()),
                List.of(),
                List.of("training_sets/" + model.name()),
                "Freezes what was known by the day's end.");
        DagTask train = new DagTask(
                "train",
                model.name(),
                dated("train", model.name()),
                List.of(set.id()),
                List.of("models/" + model.name()),
                "Trains, compares with the champion, promotes or holds.");
        return List.of(set, train);
    }

    private static List<DagTask> maintenance() {
        DagTask optimize = new DagTask(
                "optimize",
                "records",
                List.of("optimize"),
                List.of(),
                List.of(),
                "Puts the many small files of tables of records together.");
        DagTask vacuum = new DagTask(
                "vacuum",
                "all",
                List.of("vacuum"),
                List.of(optimize.id()),
                List.of(),
                "Removes files that are older than 30 days and that nothing needs.");
        return List.of(optimize, vacuum);
    }

    private static List<String> asks(ModelSpec model) {
        return MonitorJob.asks(model).stream().toList();
    }

    /** The task that makes what a model reads of a view: of an exact one, the source alone. */
    private String makes(String name) {
        FeatureView view = project.catalog().views().get(name);
        return view.isPublished() ? "features." + name : ingestOf(view.source());
    }

    private String ingestOf(String source) {
        Source read = project.catalog().sources().get(source);
        return "ingest." + read.feed();
    }

    private static List<String> dated(String... command) {
        return Stream.concat(Stream.of(command), Stream.of("--date", DagTask.DATE))
                .toList();
    }

    private Stream<Batching> batchings() {
        return project.catalog().feeds().values().stream().flatMap(feed -> feed.batch().stream());
    }

    private LocalDate starts() {
        return batchings().map(Batching::starts).min(LocalDate::compareTo).orElse(ALWAYS);
    }

    /** The full hour, UTC, by which the batches of a day can be expected. */
    private long due() {
        return hoursAfterUtcDay() % DAY_HOURS;
    }

    /** Days back from a start at some hour to the newest day whose batches can be there. */
    private long lag(long hour) {
        return 1 + (Math.max(0, hoursAfterUtcDay() - hour) + DAY_HOURS - 1) / DAY_HOURS;
    }

    private long hoursAfterUtcDay() {
        long latest = batchings().mapToLong(Dags::minutesAfterUtcDay).max().orElse(0);
        return (latest + 59) / 60;
    }

    /** In winter, when a local day of the west ends latest. */
    private static long minutesAfterUtcDay(Batching batch) {
        LocalDate winter = LocalDate.of(2013, 1, 15);
        Instant utc = winter.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant ready = batch.end(winter).plus(batch.availableAfter().orElse(Duration.ZERO));
        return Math.max(0, Duration.between(utc, ready).toMinutes());
    }

    private static String doc(About about, String otherwise) {
        return about.description().orElse(otherwise);
    }
}

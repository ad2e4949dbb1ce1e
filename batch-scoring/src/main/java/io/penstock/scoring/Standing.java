package io.penstock.scoring;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;

import io.penstock.base.DateRange;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.training.ModelRegistry;
import io.penstock.training.ModelSpec;
import io.penstock.training.ModelVersion;
import io.penstock.training.Monitor;
import io.penstock.training.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;

/**
 * Which version may score a day, after what monitors said of the champion.
 *
 * <p>Of each monitor the newest verdict counts that is dated before the day; where nothing could be judged, the one before
 * it stands. The clock plays no part: the same records give the same choice. A new champion starts with none.
 */
final class Standing {
    private static final List<String> UNDECIDED = List.of("warming_up", "not_evaluated");

    private final ModelRegistry registry;
    private final String model;
    private final List<Statement> statements;
    private final Map<LocalDate, Choice> choices = new HashMap<>();

    private Standing(ModelRegistry registry, String model, List<Statement> statements) {
        this.registry = requireNonNull(registry, "registry");
        this.model = requireNonNull(model, "model");
        this.statements = List.copyOf(statements);
    }

    /**
     * The version that scores a day; none where none may.
     *
     * @param reason why it is not the champion, where a verdict stands against that one
     */
    record Choice(Optional<ModelVersion> champion, Optional<String> reason) {}

    /**
     * What one monitor said of one subject, such as a column, as of the end of a date.
     *
     * @param version whom it was said of; empty for all versions
     */
    private record Statement(
            String monitor,
            LocalDate date,
            String subject,
            Optional<Long> version,
            String verdict,
            Optional<Response> response) {

        private boolean isOf(ModelVersion other) {
            return version.map(number -> number == other.version()).orElse(true);
        }

        private boolean forbids() {
            return response.filter(each -> each == Response.BLOCK || each == Response.FALLBACK)
                    .isPresent();
        }
    }

    /** What stands in a lake on a model. */
    static Standing of(Lake lake, ModelRegistry registry, ModelSpec spec) {
        Set<String> fed = new TreeSet<>(Set.of(BatchScorer.table(spec)));
        spec.data().features().forEach(feature -> fed.add(feature.view()));
        return of(
                lake,
                registry,
                spec.name(),
                fed,
                spec.monitor().flatMap(Monitor::consistency).map(Monitor.Consistency::response));
    }

    /**
     * The same of its parts.
     *
     * @param fed the views that feed the model, and its predictions, as {@code monitoring/consistency} names them
     * @param inconsistent what the model declares for an inconsistency; a view may feed models that declare different ones
     */
    static Standing of(
            Lake lake, ModelRegistry registry, String model, Set<String> fed, Optional<Response> inconsistent) {
        List<Statement> all = new ArrayList<>();
        all.addAll(read(lake, MetaTable.DRIFT, "drift", model, concat_ws(" ", col("column_name"), col("method"))));
        all.addAll(read(lake, MetaTable.PERFORMANCE, "performance", model, concat_ws(" ", col("kind"), col("metric"))));
        inconsistent.ifPresent(response -> all.addAll(consistency(lake, fed, response)));
        return new Standing(registry, model, all);
    }

    /** What was said last of each subject on each date. */
    private static Collection<Statement> read(
            Lake lake, MetaTable table, String monitor, String model, Column subject) {
        Map<List<Object>, Statement> newest = new HashMap<>();
        lake.readRecords(table)
                .where(col("model").equalTo(model))
                .orderBy("run_id")
                .select(col("date"), subject, col("model_version"), col("verdict"), col("response"))
                .collectAsList()
                .forEach(row -> newest.put(
                        List.of(row.get(0), row.get(1), row.get(2)),
                        new Statement(
                                monitor,
                                row.getAs(0),
                                row.getString(1),
                                Optional.of(row.getLong(2)),
                                row.getString(3),
                                Response.parse(row.getString(4)))));
        newest.values().removeIf(statement -> UNDECIDED.contains(statement.verdict));
        return newest.values();
    }

    /** Each view stands for itself; that the store lags behind holds nobody, for a batch is not scored from it. */
    private static Collection<Statement> consistency(Lake lake, Set<String> fed, Response inconsistent) {
        Map<List<Object>, Statement> newest = new HashMap<>();
        lake.readRecords(MetaTable.CONSISTENCY)
                .where(col("view").isin(fed.toArray()).and(col("feature").notEqual(ConsistencyMonitor.FRESHNESS)))
                .orderBy("run_id")
                .select("view", "date", "feature", "verdict")
                .collectAsList()
                .forEach(row -> newest.put(
                        List.of(row.get(0), row.get(1), row.get(2)),
                        new Statement(
                                "consistency of " + row.getString(0),
                                row.getAs(1),
                                row.getString(2),
                                Optional.empty(),
                                row.getString(3),
                                Optional.of(inconsistent)
                                        .filter(response -> row.getString(3).equals("failed")))));
        newest.values().removeIf(statement -> UNDECIDED.contains(statement.verdict));
        return newest.values();
    }

    /** The choice for a day. */
    Choice on(LocalDate day) {
        return choices.computeIfAbsent(day, this::choose);
    }

    /** Why days are not scored by their champion, one sentence a verdict. */
    List<String> reasons(List<LocalDate> days) {
        return days.stream()
                .map(day -> on(day).reason())
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private Choice choose(LocalDate day) {
        Instant first = new DateRange(day, day).start();
        Optional<ModelVersion> champion = registry.championAt(model, first);
        if (champion.isEmpty()) {
            return new Choice(champion, Optional.empty());
        }
        List<Statement> against = against(champion.get(), day);
        if (against.isEmpty()) {
            return new Choice(champion, Optional.empty());
        }
        String verdicts = verdicts(champion.get(), against);
        boolean blocks = against.stream().anyMatch(each -> each.response.equals(Optional.of(Response.BLOCK)));
        if (blocks) {
            return new Choice(
                    Optional.empty(),
                    Optional.of(verdicts + ", response block: nothing is scored"
                            + " until a newer verdict is good or another version is promoted"));
        }
        Optional<ModelVersion> previous = registry.previousChampionAt(model, first);
        return new Choice(
                previous,
                Optional.of(verdicts + ", response fallback: "
                        + previous.map(version -> version + " scores instead")
                                .orElse("there is no champion before it, so nothing is scored until a newer verdict is"
                                        + " good or another version is promoted")));
    }

    /** The newest statements of each monitor that forbid a version to score. */
    private List<Statement> against(ModelVersion version, LocalDate day) {
        List<Statement> past = statements.stream()
                .filter(each -> each.isOf(version) && each.date.isBefore(day))
                .toList();
        Map<String, LocalDate> newest = new HashMap<>();
        past.forEach(each -> newest.merge(each.monitor, each.date, (a, b) -> a.isAfter(b) ? a : b));
        return past.stream()
                .filter(each -> each.date.equals(newest.get(each.monitor)))
                .filter(Statement::forbids)
                .sorted(Comparator.comparing(Statement::monitor).thenComparing(Statement::subject))
                .toList();
    }

    private static String verdicts(ModelVersion version, List<Statement> against) {
        Statement first = against.get(0);
        String of = first.version.isPresent() ? " of " + version : "";
        return first.monitor + of + " on " + first.date + ": " + first.verdict + " of " + first.subject
                + (against.size() > 1 ? " and " + (against.size() - 1) + " more" : "");
    }
}

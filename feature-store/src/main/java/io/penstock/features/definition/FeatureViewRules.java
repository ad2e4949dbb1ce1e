package io.penstock.features.definition;

import io.penstock.base.ColumnType;
import io.penstock.base.Durations;
import io.penstock.base.Fields;
import io.penstock.base.Nearest;
import io.penstock.base.Problem;
import io.penstock.base.Problems;
import io.penstock.features.Batching;
import io.penstock.features.Entity;
import io.penstock.features.Feature;
import io.penstock.features.FeatureView;
import io.penstock.features.Feed;
import io.penstock.features.Mode;
import io.penstock.features.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a feature view, given its entity and its source. */
final class FeatureViewRules {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Set<String> OURS = Set.of("event_timestamp", "date");

    private final FeatureView view;
    private final Fields fields;
    private final Known known;
    private final Problems problems;
    private final SqlRules sql;

    private FeatureViewRules(Written<FeatureView> written, Known known) {
        this.view = written.definition();
        this.fields = written.fields();
        this.known = known;
        this.problems = known.problems();
        this.sql = new SqlRules(problems);
    }

    static void check(Written<FeatureView> written, Known known) {
        FeatureViewRules rules = new FeatureViewRules(written, known);
        Optional<Entity> entity = known.entity(rules.view.entity(), rules.fields.at("entity"));
        Optional<Source> source = known.source(rules.view.source(), rules.fields.at("source"));
        rules.publishing();
        rules.features(entity);
        source.ifPresent(present -> rules.against(present, entity));
        entity.ifPresent(present -> rules.table(present));
    }

    private void publishing() {
        if (view.refresh().isEmpty()) {
            for (String key : new String[] {"publish_delay", "ttl"}) {
                if (fields.has(key)) {
                    problems.add(
                            fields.at(key),
                            key + " has no meaning without refresh: an exact view is computed at"
                                    + " every moment; remove it, or add refresh");
                }
            }
            return;
        }
        Duration refresh = view.refresh().get();
        boolean divides = refresh.compareTo(SHORTEST) >= 0 && DAY.toMillis() % refresh.toMillis() == 0;
        if (!divides) {
            problems.add(
                    fields.at("refresh"),
                    "refresh is " + Durations.print(refresh) + ", but must divide a day and be at"
                            + " least 1m: 5m, 15m, 1h, 6h, 1d for instance");
        }
        if (view.ttl().filter(ttl -> ttl.compareTo(refresh) < 0).isPresent()) {
            problems.add(
                    fields.at("ttl"),
                    "ttl is " + Durations.print(view.ttl().get()) + ", less than refresh (" + Durations.print(refresh)
                            + "), so every value would be stale before the next tick; make it longer");
        }
    }

    private void features(Optional<Entity> entity) {
        Set<String> keys = entity.map(e -> e.keys().keySet()).orElse(Set.of());
        if (view.features().isEmpty() && fields.has("features")) {
            problems.add(fields.at("features"), "feature view " + view.name() + " has no features");
        }
        AggregateRules.check(view, fields.below("features"), problems);
        for (Feature feature : view.features()) {
            if (feature.window().filter(Duration::isZero).isPresent()) {
                problems.add(
                        feature.at(),
                        "window of feature " + feature.name() + " is 0s and would hold nothing; make it"
                                + " longer, or remove it to look at all of the past");
            }
            if (OURS.contains(feature.name()) || keys.stream().anyMatch(feature.name()::equalsIgnoreCase)) {
                problems.add(
                        feature.at(),
                        "feature " + feature.name() + " has the name of another column of the view's"
                                + " table: its entity's keys, event_timestamp or date; choose another");
            }
        }
    }

    private void against(Source source, Optional<Entity> entity) {
        ordered(source);
        if (source.isStatic()) {
            unmoved(source);
        }
        Optional<Scope> scope = known.scopeOf(source);
        if (scope.isEmpty()) {
            return;
        }
        AggregateRules.checkTypes(view, scope.get(), problems);
        for (Feature feature : view.features()) {
            sql.check(feature.aggregate().input(), "feature " + feature.name(), scope.get());
            sql.check(feature.where(), "where of feature " + feature.name(), scope.get());
        }
        entity.ifPresent(present -> keys(present, scope.get()));
        new ViewTestRules(view.tests(), problems).given(source, entity, scope.get());
    }

    private void ordered(Source source) {
        for (Feature feature : view.features()) {
            if (feature.aggregate().isOrdered()
                    && source.mode() == Mode.APPEND
                    && source.tiebreak().isEmpty()) {
                problems.add(
                        feature.at(),
                        "feature " + feature.name() + " asks for the order of rows, but source "
                                + source.name()
                                + " is mode: append and has no tiebreak, so rows of equal times have none; add"
                                + " tiebreak: [columns] to the source");
            }
        }
    }

    private void unmoved(Source source) {
        if (view.refresh().isPresent()) {
            problems.add(
                    fields.at("refresh"),
                    "source " + source.name() + " is static, so its features never change;" + " remove refresh");
        }
        for (Feature feature : view.features()) {
            if (feature.window().isPresent()) {
                problems.add(
                        feature.at(),
                        "feature " + feature.name() + " has a window, but the rows of the static source "
                                + source.name() + " have no time; remove window");
            }
        }
    }

    private void keys(Entity entity, Scope scope) {
        entity.keys().forEach((key, type) -> {
            Optional<ColumnType> found = scope.type(key);
            if (!scope.has(key)) {
                problems.add(
                        fields.at("source"),
                        scope.title() + " lacks the column \"" + key + "\", a key of entity " + entity.name()
                                + Nearest.hint(key, scope.names()));
            } else if (found.isPresent() && !found.get().equals(type)) {
                problems.add(
                        fields.at("entity"),
                        "key \"" + key + "\" of entity " + entity.name() + " is " + type + ", but " + scope.title()
                                + " has it as " + found.get() + "; give both the same type");
            }
        });
    }

    private void table(Entity entity) {
        Scope table = Scope.empty("feature view " + view.name());
        for (Map.Entry<String, ColumnType> key : entity.keys().entrySet()) {
            if (view.isPublished() && OURS.contains(key.getKey().toLowerCase(Locale.ROOT))) {
                problems.add(
                        fields.at("refresh"),
                        "key \"" + key.getKey() + "\" of entity " + entity.name()
                                + " has the name of a column that every"
                                + " published table has, event_timestamp or date; rename the key, or remove refresh");
            }
            table = table.with(key.getKey(), Optional.of(key.getValue()));
        }
        for (String ours : OURS) {
            table = table.with(ours, Optional.empty());
        }
        for (Feature feature : view.features()) {
            table = table.with(feature.name(), Optional.empty());
        }
        CheckRules.check(view.checks(), table, problems);
        new ViewTestRules(view.tests(), problems).expected(entity, table.with("at", Optional.empty()));
    }

    /** Why training would see what serving never has, though nothing is wrong; empty where all is well. */
    static Optional<String> warning(FeatureView view, Source source, Feed feed) {
        if (view.refresh().isEmpty() || feed.replay() || feed.batch().isEmpty()) {
            return Optional.empty();
        }
        Batching batch = feed.batch().get();
        Duration arrives = longestWait(view.refresh().get(), batch);
        Duration reads = view.publishDelay();
        return reads.compareTo(arrives) >= 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "feature view %s can be read %s after a tick, but the batch of feed %s with its last events"
                                + " arrives up to %s after it, so training would see what serving never has; raise"
                                + " publish_delay to %s, or say replay: true on the feed if its files are the archive of a"
                                + " live feed",
                        view.name(),
                        Durations.print(reads),
                        feed.name(),
                        Durations.print(arrives),
                        Durations.print(arrives)));
    }

    /** Features that never see some of the rows, since they look back less than to the tick before. */
    static List<Problem> unseen(FeatureView view) {
        List<Problem> unseen = new ArrayList<>();
        view.refresh().ifPresent(refresh -> view.features().forEach(feature -> feature.window()
                .filter(window -> window.compareTo(refresh) < 0)
                .ifPresent(window -> unseen.add(new Problem(
                        feature.at(),
                        "feature " + view.name() + "." + feature.name() + " looks back " + Durations.print(window)
                                + " at a tick each " + Durations.print(refresh) + ", so it never sees the rows of the "
                                + Durations.print(refresh.minus(window))
                                + " before; make its window longer, or refresh more often")))));
        return unseen;
    }

    /** From a tick to the arrival of the batch that holds the events just before it, at worst, in winter and summer. */
    private static Duration longestWait(Duration refresh, Batching batch) {
        Duration longest = Duration.ZERO;
        for (int month : new int[] {1, 7}) {
            Instant day = batch.starts()
                    .withDayOfMonth(15)
                    .withMonth(month)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            for (Instant tick = day; tick.isBefore(day.plus(DAY)); tick = tick.plus(refresh)) {
                LocalDate last = tick.minusNanos(1).atZone(batch.timezone()).toLocalDate();
                Instant arrival = batch.end(last).plus(batch.availableAfter().orElse(Duration.ZERO));
                Duration wait = Duration.between(tick, arrival);
                longest = wait.compareTo(longest) > 0 ? wait : longest;
            }
        }
        return longest;
    }
}

package io.penstock.features.definition;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Location;
import io.penstock.base.Nearest;
import io.penstock.base.Problems;
import io.penstock.features.Catalog;
import io.penstock.features.Entity;
import io.penstock.features.FeatureView;
import io.penstock.features.Feed;
import io.penstock.features.Source;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The definitions of a project to look up what others refer to; a reference to nothing becomes a problem.
 *
 * @param unread the names, as {@code source departures}, of definitions whose file could not be read: no more problems are
 *     told about references to them
 */
public record Known(Catalog catalog, Set<String> unread, Problems problems) {
    public Known {
        requireNonNull(catalog, "catalog");
        unread = Set.copyOf(unread);
        requireNonNull(problems, "problems");
    }

    /** A feed by the name that is written at a place. */
    public Optional<Feed> feed(String name, Location at) {
        return find("feed", catalog.feeds(), name, at);
    }

    /** A source by the name that is written at a place. */
    public Optional<Source> source(String name, Location at) {
        return find("source", catalog.sources(), name, at);
    }

    /** An entity by the name that is written at a place. */
    public Optional<Entity> entity(String name, Location at) {
        return find("entity", catalog.entities(), name, at);
    }

    /** A feature view by the name that is written at a place. */
    public Optional<FeatureView> view(String name, Location at) {
        return find("feature view", catalog.views(), name, at);
    }

    /** The feed of a source; its absence is told by the rules of the source. */
    public Optional<Feed> feedOf(Source source) {
        return Optional.ofNullable(catalog.feeds().get(source.feed()));
    }

    /** The columns of a source's table; empty where its feed is not known. */
    public Optional<Scope> scopeOf(Source source) {
        return feedOf(source).map(feed -> Scope.ofSource(source, feed));
    }

    private <T> Optional<T> find(String kind, Map<String, T> all, String name, Location at) {
        T found = all.get(name);
        if (found == null && !name.isEmpty() && !unread.contains(kind + " " + name)) {
            problems.add(at, "there is no " + kind + " \"" + name + "\"" + Nearest.hint(name, all.keySet()));
        }
        return Optional.ofNullable(found);
    }
}

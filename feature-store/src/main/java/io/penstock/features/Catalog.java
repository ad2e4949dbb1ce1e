package io.penstock.features;

import io.penstock.base.Nearest;
import io.penstock.base.Ordered;
import io.penstock.base.UserError;
import java.util.Map;

/** All definitions of the feature store by name, as one project has them. */
public record Catalog(
        Map<String, Feed> feeds,
        Map<String, Source> sources,
        Map<String, Entity> entities,
        Map<String, FeatureView> views) {
    public Catalog {
        feeds = Ordered.copy(feeds);
        sources = Ordered.copy(sources);
        entities = Ordered.copy(entities);
        views = Ordered.copy(views);
    }

    /** The feed of a source. */
    public Feed feed(Source source) {
        return feed(source.feed());
    }

    /** A feed by name. */
    public Feed feed(String name) {
        return find("feed", feeds, name);
    }

    /** A source by name. */
    public Source source(String name) {
        return find("source", sources, name);
    }

    /** The source of a view. */
    public Source source(FeatureView view) {
        return source(view.source());
    }

    /** The entity of a view. */
    public Entity entity(FeatureView view) {
        return find("entity", entities, view.entity());
    }

    /** A view by name. */
    public FeatureView view(String name) {
        return find("feature view", views, name);
    }

    private static <T> T find(String kind, Map<String, T> all, String name) {
        T found = all.get(name);
        if (found == null) {
            throw new UserError("there is no " + kind + " \"" + name + "\"" + Nearest.hint(name, all.keySet()));
        }
        return found;
    }
}

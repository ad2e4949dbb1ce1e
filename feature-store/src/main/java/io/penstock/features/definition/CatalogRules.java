package io.penstock.features.definition;

import io.penstock.base.Durations;
import io.penstock.base.Problem;
import io.penstock.features.Catalog;
import io.penstock.features.Entity;
import io.penstock.features.FeatureView;
import io.penstock.features.Feed;
import io.penstock.features.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the feeds, sources, entities and feature views of a project, each by itself and among the others. */
public final class CatalogRules {
    private CatalogRules() {}

    /** Adds all that is wrong to the problems of {@code known}. */
    public static void check(
            List<Written<Feed>> feeds,
            List<Written<Source>> sources,
            List<Written<Entity>> entities,
            List<Written<FeatureView>> views,
            Known known) {
        feeds.forEach(feed -> FeedRules.check(feed, known.problems()));
        sources.forEach(source -> SourceRules.check(source, known));
        entities.forEach(entity -> EntityRules.check(entity, known.problems()));
        views.forEach(view -> FeatureViewRules.check(view, known));
    }

    /** What is allowed but may not be meant, in a catalog without problems. */
    public static List<Problem> warnings(Catalog catalog) {
        List<Problem> warnings = new ArrayList<>();
        for (FeatureView view : catalog.views().values()) {
            Source source = catalog.source(view);
            FeatureViewRules.warning(view, source, catalog.feed(source))
                    .ifPresent(text -> warnings.add(new Problem(view.at(), text)));
            Duration oldest = view.refresh().orElse(Duration.ZERO).plus(view.publishDelay());
            if (view.ttl().filter(ttl -> ttl.compareTo(oldest) < 0).isPresent()) {
                warnings.add(new Problem(
                        view.at(),
                        "feature view " + view.name() + " has ttl "
                                + Durations.print(view.ttl().get()) + ", less than refresh and publish_delay together ("
                                + Durations.print(oldest)
                                + "): its values are stale shortly before each tick can be read"));
            }
            warnings.addAll(FeatureViewRules.unseen(view));
        }
        return warnings;
    }
}

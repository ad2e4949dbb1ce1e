package io.penstock.jobs;

import io.penstock.base.DateRange;
import io.penstock.features.BuildOutcome;
import io.penstock.features.FeatureStore;
import io.penstock.features.FeatureView;
import java.util.List;
import java.util.Optional;

/** Pinned source versions to the published ticks of a view; a range of days in one pass and one commit. */
final class FeaturesJob {

    private FeaturesJob() {}

    static StepResult run(RunContext context, FeatureView view, DateRange days) {
        ExactView.refuse(view);
        FeatureStore store = new FeatureStore(context.lake(), context.project().catalog());
        return context.step("features", view.table(), () -> {
            BuildOutcome outcome = store.build(store.plan(view, days), context.run());
            return Outcomes.result("features", outcome);
        });
    }

    /** The published views of a project, or the one that is named. */
    static List<FeatureView> views(Project project, Optional<String> name) {
        return name.map(one -> List.of(project.catalog().view(one)))
                .orElseGet(() -> project.catalog().views().values().stream()
                        .filter(FeatureView::isPublished)
                        .toList());
    }
}

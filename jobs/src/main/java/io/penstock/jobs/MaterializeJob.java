package io.penstock.jobs;

import io.penstock.base.UserError;
import io.penstock.features.BuildOutcome;
import io.penstock.features.FeatureView;
import io.penstock.features.Materialization;
import io.penstock.features.OnlineSetting;
import java.time.LocalDate;

/** The newest tick of a view, as of the end of a day, into the project's online store. */
final class MaterializeJob {

    private MaterializeJob() {}

    static StepResult run(RunContext context, FeatureView view, LocalDate date) {
        Materialization materialization =
                new Materialization(context.lake(), context.project().catalog(), store(context.project()));
        return context.step("materialize", "online/" + view.name(), () -> {
            BuildOutcome outcome = materialization.run(view, date, context.run());
            return Outcomes.result("materialize", outcome);
        });
    }

    /** The project's online store, its file found from the project's folder. */
    static OnlineSetting store(Project project) {
        return project.onlineStore()
                .map(setting -> setting.from(project.folder()))
                .orElseThrow(() -> new UserError("project " + project.name() + " has no online store; name one in "
                        + project.folder().resolve(ProjectFiles.SETTINGS)
                        + ", as in `online_store: {sqlite: online.db}` or `online_store: {redis: \"${REDIS_URL}\"}`"));
    }
}

package io.penstock.jobs;

import io.penstock.base.UserError;
import io.penstock.features.FeatureView;
import io.penstock.lake.Lake;
import java.util.Optional;

/** Says where the features of a view are that is never published and so has no table. */
final class ExactView {
    private ExactView() {}

    /** Refuses to build such a view. */
    static void refuse(FeatureView view) {
        if (!view.isPublished()) {
            throw new UserError(text(view));
        }
    }

    /** Refuses to look at the table of such a view, at a version or not; a table from when it was published stays. */
    static void refuse(Project project, Lake lake, String ref) {
        String table = ref.split("@", 2)[0];
        noTable(project, table)
                .filter(text -> lake.tables().stream().noneMatch(table::equals))
                .ifPresent(text -> {
                    throw new UserError(text);
                });
    }

    /** Why there is no such table; empty if no exact view would have that name. */
    static Optional<String> noTable(Project project, String table) {
        return project.catalog().views().values().stream()
                .filter(view -> !view.isPublished() && view.table().equals(table))
                .map(ExactView::text)
                .findFirst();
    }

    private static String text(FeatureView view) {
        return "view " + view.name() + " is exact (" + view.at() + " has no `refresh`) and has no table: it is computed"
                + " where it is needed, in training sets and in scoring; `penstock preview " + view.name()
                + " --at T` prints it as of an instant";
    }
}

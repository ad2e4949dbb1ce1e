package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactViewTest {
    private static final String NO_TABLE =
            "view recent is exact (features/recent.yaml:1 has no `refresh`) and has no table: it is computed where it is"
                    + " needed, in training sets and in scoring; `penstock preview recent --at T` prints it as of an"
                    + " instant\n";

    @TempDir
    Path temporary;

    @Test
    void whoLooksForItsTableIsToldHowItIsSeen() throws IOException {
        ShopProject project = ShopProject.built(temporary.resolve("shops"));

        for (String command : new String[] {"show", "history"}) {
            assertThat(project.run(Exit.USAGE, command, "features/recent"))
                    .as(command)
                    .isEqualTo("penstock: " + NO_TABLE);
        }
        assertThat(project.run(Exit.USAGE, "show", "features/recent@3")).isEqualTo("penstock: " + NO_TABLE);
        assertThat(project.run(Exit.USAGE, "sql", "select * from features.recent"))
                .isEqualTo("penstock: this query cannot be run: " + NO_TABLE);
        assertThat(project.run(Exit.USAGE, "features", "recent", "--date", "2024-01-05"))
                .endsWith(NO_TABLE);
        assertThat(project.run(Exit.USAGE, "show", "features/recnt")).contains("has no table features/recnt");
    }

    @Test
    void aTableFromWhenItWasPublishedCanStillBeSeen() throws IOException {
        ShopProject project = ShopProject.built(temporary.resolve("shops"));
        Path view = project.folder().resolve("features/sales.yaml");

        project.file(
                "features/sales.yaml",
                Files.readString(view).replace("refresh: 6h\n", "").replace("ttl: 1d\n", ""));

        assertThat(project.run(Exit.OK, "show", "features/sales", "--limit", "1"))
                .contains("the first row; --limit shows more");
    }
}

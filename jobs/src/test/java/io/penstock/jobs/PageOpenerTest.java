package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageOpenerTest {
    @TempDir
    Path folder;

    @Test
    void theCommandIsThatOfTheSystem() {
        assertThat(PageOpener.of("Linux").command()).containsExactly("xdg-open");
        assertThat(PageOpener.of("Mac OS X").command()).containsExactly("open");
        assertThat(PageOpener.of("Windows 11").command()).containsExactly("rundll32", "url.dll,FileProtocolHandler");
    }

    @Test
    void thePageIsGivenAsAnAddress() throws IOException {
        Path page = folder.resolve("a b.html");
        Path seen = folder.resolve("seen");
        PageOpener opener = new PageOpener(List.of("sh", "-c", "printf %s \"$0\" > '" + seen + "'"));

        assertThat(opener.open(page)).isEqualTo("opened " + page);
        assertThat(Files.readString(seen)).isEqualTo(page.toUri().toString()).endsWith("/a%20b.html");
    }

    @Test
    void withoutABrowserThePathIsTold() {
        Path page = folder.resolve("index.html");

        assertThat(new PageOpener(List.of("no-such-command")).open(page))
                .isEqualTo("no browser could be opened on this machine (there is no no-such-command); the report is "
                        + page);
        assertThat(new PageOpener(List.of("sh", "-c", "exit 3")).open(page))
                .isEqualTo("no browser could be opened on this machine (sh ended with 3); the report is " + page);
    }
}

package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HelpTest {
    @Test
    void helpOfACommandIsWhatItsOptionPrints() {
        assertThat(printed(Exit.OK, "help", "show"))
                .startsWith("Usage: penstock show ")
                .contains("Rows of a table's newest slice")
                .isEqualTo(printed(Exit.OK, "show", "--help"));
    }

    @Test
    void helpAloneIsTheOverview() {
        assertThat(printed(Exit.OK, "help"))
                .startsWith("Usage: penstock ")
                .contains("  show ", "  ingest ")
                .isEqualTo(printed(Exit.OK, "--help"));
    }

    @Test
    void helpOfNoCommandNamesTheFault() {
        assertThat(printed(Exit.USAGE, "help", "shwo")).contains("shwo");
        assertThat(printed(Exit.OK, "help", "--help")).contains("Usage: penstock help ");
    }

    /** What a command line prints, results and then errors. */
    private static String printed(Exit expected, String... line) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(both);
        System.setErr(both);
        try {
            assertThat(new Penstock().execute(line)).isEqualTo(expected);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}

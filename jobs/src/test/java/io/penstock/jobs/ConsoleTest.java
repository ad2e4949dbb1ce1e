package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    @Test
    void theReasonsOfATableStandBelowItThoughOthersEndAtTheSameTime() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(written, true, StandardCharsets.UTF_8));

        IntStream.range(0, 4000)
                .parallel()
                .forEach(i ->
                        console.ends(StepResult.of("features", "table " + i, Verdict.BLOCKED, List.of("why " + i))));

        List<String> lines = written.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(8000);
        for (int i = 0; i < lines.size(); i += 2) {
            assertThat(lines.get(i + 1))
                    .isEqualTo("    why "
                            + lines.get(i).replace("  features table ", "").replace(": blocked (0.0 s)", ""));
        }
    }
}

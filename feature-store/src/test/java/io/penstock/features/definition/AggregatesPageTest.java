package io.penstock.features.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.features.Aggregate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/aggregates.md} has every aggregate that there is, and no other. */
class AggregatesPageTest {
    private static final Path PAGE = Path.of("../docs/aggregates.md");

    @Test
    void thePageHasEveryAggregateAndNoOther() throws IOException {
        List<String> there = Arrays.stream(Aggregate.class.getPermittedSubclasses())
                .map(kind -> kind.getSimpleName().toLowerCase(Locale.ROOT))
                .toList();

        List<String> told = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .flatMap(AggregatesPageTest::names)
                .distinct()
                .toList();

        assertThat(told).containsExactlyInAnyOrderElementsOf(there);
    }

    /** {@code `quantile: expr`, `q: 0.95`} names a quantile; one letter is an argument of it. */
    private static Stream<String> names(String cell) {
        Matcher names = Pattern.compile("`([a-z_]{2,}):").matcher(cell);
        return names.results().map(found -> found.group(1).replace("_", ""));
    }
}

package io.penstock.features.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.junit.jupiter.api.Test;

class SqlFunctionsTest {
    private static final Path LIST =
            Path.of("src/main/resources/io/penstock/features/definition", SqlFunctions.RESOURCE);

    @Test
    void theListHoldsEveryFunctionOfSparkWithItsGroup() throws IOException {
        String expected = list();

        if (Boolean.getBoolean("update")) {
            Files.writeString(LIST, expected);
        }

        assertThat(Files.readString(LIST))
                .as("the functions of this Spark; -Dupdate=true rewrites the list")
                .isEqualTo(expected);
    }

    private static String list() {
        Map<String, String> groups = new TreeMap<>();
        var names = FunctionRegistry$.MODULE$.expressions().keysIterator();
        while (names.hasNext()) {
            String name = names.next();
            groups.put(
                    name,
                    FunctionRegistry$.MODULE$.expressions().apply(name)._1().getGroup());
        }
        StringBuilder text = new StringBuilder();
        groups.forEach(
                (name, group) -> text.append(name).append(' ').append(group).append('\n'));
        return text.toString();
    }
}

package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SchemaTest {
    private static final Path FOLDER = Path.of("..", "docs", "schema");

    @TestFactory
    Iterable<DynamicTest> theJsonSchemaIsThatOfTheCode() {
        Map<String, Shape> shapes = new TreeMap<>(Map.of("penstock", Settings.SHAPE));
        for (Kind kind : Kind.values()) {
            shapes.put(kind.key(), kind.shape());
        }
        return shapes.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> compare(each.getKey(), each.getValue())))
                .toList();
    }

    private static void compare(String name, Shape shape) throws IOException {
        Path file = FOLDER.resolve(name + ".json");
        String expected = Shape.print(shape);
        if (Boolean.getBoolean("update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, expected);
        }

        assertThat(Files.readString(file))
                .as("%s.json; -Dupdate=true rewrites it", name)
                .isEqualTo(expected);
    }
}

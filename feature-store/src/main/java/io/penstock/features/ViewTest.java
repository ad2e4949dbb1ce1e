package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Location;
import io.penstock.base.Ordered;
import java.util.List;
import java.util.Map;

/**
 * An example of a view: given these rows of its source, the features at these moments ({@code at}). Values are texts,
 * longs, decimals, booleans or null, expected ones also lists of such.
 */
public record ViewTest(Location at, List<Map<String, Object>> given, List<Map<String, Object>> expect) {
    public ViewTest {
        requireNonNull(at, "at");
        given = given.stream().map(Ordered::<String, Object>copyWithNulls).toList();
        expect = expect.stream().map(Ordered::<String, Object>copyWithNulls).toList();
    }
}

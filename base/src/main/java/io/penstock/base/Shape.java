package io.penstock.base;

import java.util.Map;
import java.util.TreeMap;

/**
 * The one description of how a definition is written: it checks a {@link YamlNode} and prints itself as JSON Schema.
 * Shapes are put together from the factories below; {@link Fields} reads what a shape has checked.
 */
public sealed interface Shape permits ScalarShape, ListShape, MapShape, ObjectShape, UnionShape, EitherShape {
    /** Adds what is wrong with a node to the problems; {@code what} is what messages call it. */
    void check(YamlNode node, String what, Problems problems);

    /** This shape in JSON Schema, draft 2020-12. */
    Map<String, Object> schema();

    /** What messages say is allowed. */
    String expected();

    /** Any single value but null. */
    static Shape text() {
        return new ScalarShape(Scalar.TEXT);
    }

    /** A text that matches a regular expression as a whole. */
    static Shape text(String pattern, String expected) {
        return new ScalarShape(Scalar.matching(pattern, expected));
    }

    /** The name of a definition or of a column we make: lower case, digits, single underscores. */
    static Shape name() {
        return text(
                "[a-z][a-z0-9]*(_[a-z0-9]+)*",
                "a name of lower-case letters, digits and single underscores that begins with a letter");
    }

    /** The name of a column that is written to a table. */
    static Shape column() {
        return text("[^ ,;{}()\\n\\t=.`]+", "a column name without spaces and the characters , ; { } ( ) = . `");
    }

    /** A whole number. */
    static Shape whole() {
        return new ScalarShape(Scalar.WHOLE);
    }

    /** A number. */
    static Shape number() {
        return new ScalarShape(Scalar.NUMBER);
    }

    /** {@code true} or {@code false}. */
    static Shape flag() {
        return new ScalarShape(Scalar.FLAG);
    }

    /** A duration as {@link Durations} reads it. */
    static Shape duration() {
        return new ScalarShape(Scalar.DURATION);
    }

    /** A day. */
    static Shape date() {
        return new ScalarShape(Scalar.DATE);
    }

    /** A time zone. */
    static Shape zone() {
        return new ScalarShape(Scalar.ZONE);
    }

    /** An SQL expression. */
    static Shape sql() {
        return new ScalarShape(Scalar.SQL);
    }

    /** A column type. */
    static Shape type() {
        return new ScalarShape(Scalar.TYPE);
    }

    /** A part of a whole, as {@code 5%} or {@code 0.05}. */
    static Shape share() {
        return new ScalarShape(Scalar.SHARE);
    }

    /** Any single value, null too. */
    static Shape value() {
        return new ScalarShape(Scalar.VALUE);
    }

    /** One of an enum's constants as they print. */
    static <E extends Enum<E>> Shape choice(Class<E> type) {
        return new ScalarShape(Scalar.choice(type));
    }

    /** A list whose items have one shape. */
    static Shape list(Shape item) {
        return new ListShape(item);
    }

    /** A map from names that the user chooses to values of one shape. */
    static Shape map(Shape key, Shape value) {
        return new MapShape(key, value);
    }

    /** A map with the keys that are added to it. */
    static ObjectShape object(String title) {
        return ObjectShape.titled(title);
    }

    /** One of several objects, told apart by which of the tags it has as a key. */
    static Shape union(String title, Map<String, ObjectShape> byTag) {
        return new UnionShape(title, byTag);
    }

    /** A single value of one shape, or a list or map of another. */
    static Shape either(Shape single, Shape compound) {
        return new EitherShape(single, compound);
    }

    /** The text of a JSON Schema file for a kind of definition. */
    static String print(Shape shape) {
        Map<String, Object> schema = new TreeMap<>(shape.schema());
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        return Json.pretty(schema);
    }

    /** What messages call a node of the wrong kind. */
    static String kind(YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return scalar.isNull() ? "empty" : "\"" + scalar.written() + "\"";
        }
        return node instanceof YamlMap ? "a map" : "a list";
    }
}

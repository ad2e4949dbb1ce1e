package io.penstock.validation;

/** Column names as Spark's expressions read them. */
final class Names {
    private Names() {}

    /** The name in back ticks, so that dots, spaces and key words are part of it. */
    static String quoted(String column) {
        return "`" + column.replace("`", "``") + "`";
    }
}

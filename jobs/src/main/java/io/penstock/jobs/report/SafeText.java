package io.penstock.jobs.report;

import io.pebbletemplates.pebble.extension.escaper.EscapingStrategy;

/**
 * The one way of any text into the page: markup becomes text, an over-long text is cut and says so, and characters that
 * steer the display (controls, direction marks, halves of pairs) are shown by number.
 */
final class SafeText implements EscapingStrategy {
    /** Characters shown of one text. */
    static final int LIMIT = 600;

    @Override
    public String escape(String text) {
        return html(text);
    }

    /** Text fit for element content and quoted attributes. */
    static String html(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int end = text.length() <= LIMIT ? text.length() : text.offsetByCodePoints(0, shown(text));
        text.substring(0, end).codePoints().forEach(point -> append(out, point));
        if (end < text.length()) {
            out.append("… (").append(Format.count(text.length())).append(" characters)");
        }
        return out.toString();
    }

    /** The first characters of a text, for where there is no room for more. */
    static String clip(String text, int most) {
        int points = text.codePointCount(0, text.length());
        return points <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static int shown(String text) {
        return Math.min(LIMIT, text.codePointCount(0, text.length()));
    }

    private static void append(StringBuilder out, int point) {
        switch (point) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            case '\n', '\t' -> out.append(' ');
            default -> {
                if (steers(point)) {
                    out.append(String.format("[U+%04X]", point));
                } else {
                    out.appendCodePoint(point);
                }
            }
        }
    }

    private static boolean steers(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (point & 0xFFFE) == 0xFFFE;
    }
}

package io.penstock.jobs.report;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.Locale;

/** An SVG picture being drawn; colours come from the style sheet by class, every text is escaped. */
final class Svg {
    private final StringBuilder out = new StringBuilder();

    private Svg(String css, int width, int height, String stretch, String title, String description) {
        out.append("<svg class=\"").append(css).append("\" viewBox=\"0 0 ");
        out.append(width).append(' ').append(height).append('"').append(stretch);
        out.append(" role=\"img\" aria-label=\"").append(SafeText.html(title)).append("\"><title>");
        out.append(SafeText.html(title)).append("</title><desc>");
        out.append(SafeText.html(description)).append("</desc>");
    }

    /** A picture that keeps its proportions. */
    static Svg picture(String css, int width, int height, String title, String description) {
        return new Svg(css, width, height, "", title, description);
    }

    /** A picture without text that fills whatever box it is given. */
    static Svg stretched(String css, int width, int height, String title, String description) {
        return new Svg(css, width, height, " preserveAspectRatio=\"none\"", title, description);
    }

    Svg path(String css, String path) {
        if (!path.isEmpty()) {
            out.append("<path class=\"")
                    .append(css)
                    .append("\" d=\"")
                    .append(path)
                    .append("\"/>");
        }
        return this;
    }

    Svg line(String css, double x1, double y1, double x2, double y2) {
        return path(css, "M" + at(x1, y1) + "L" + at(x2, y2));
    }

    Svg rect(String css, double x, double y, double width, double height, double radius) {
        out.append("<rect class=\"").append(css).append("\" x=\"").append(number(x));
        out.append("\" y=\"").append(number(y)).append("\" width=\"").append(number(width));
        out.append("\" height=\"")
                .append(number(height))
                .append("\" rx=\"")
                .append(number(radius))
                .append("\"/>");
        return this;
    }

    Svg circle(String css, double x, double y, double radius) {
        out.append("<circle class=\"").append(css).append("\" cx=\"").append(number(x));
        out.append("\" cy=\"")
                .append(number(y))
                .append("\" r=\"")
                .append(number(radius))
                .append("\"/>");
        return this;
    }

    /** Text at its baseline; the class settles anchor, size and colour. */
    Svg text(String css, double x, double y, String text) {
        out.append("<text class=\"").append(css).append("\" x=\"").append(number(x));
        out.append("\" y=\"")
                .append(number(y))
                .append("\">")
                .append(SafeText.html(text))
                .append("</text>");
        return this;
    }

    /** Text that reads upwards, as beside a vertical axis. */
    Svg upright(String css, double x, double y, String text) {
        out.append("<text class=\"")
                .append(css)
                .append("\" transform=\"translate(")
                .append(at(x, y));
        out.append(")rotate(-90)\">").append(SafeText.html(text)).append("</text>");
        return this;
    }

    /** The finished picture, which a template prints as it is. */
    SafeString markup() {
        return new SafeString(out + "</svg>");
    }

    static String at(double x, double y) {
        return number(x) + " " + number(y);
    }

    /** With at most one place after the point. */
    static String number(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
    }
}

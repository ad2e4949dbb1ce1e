package io.penstock.base;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code ${NAME}} and {@code ${NAME:-default}} into values; {@code $${} stands for <code>${</code>. */
final class Environment {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$\\{|\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?)?(\\}?)");

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** The text with all references filled in; what cannot be is a problem and stays as written. */
    String fill(String text, Location at, Problems problems) {
        if (!text.contains("${")) {
            return text;
        }
        return REFERENCE.matcher(text).replaceAll(match -> {
            String value = match.group().equals("$${")
                    ? "${"
                    : value(match.group(), match.group(1), match.group(2), !match.group(3).isEmpty(), at, problems);
            return Matcher.quoteReplacement(value);
        });
    }

    private String value(
            String whole, String name, String fallback, boolean closed, Location at, Problems problems) {
        if (name == null || !closed) {
            problems.add(at, "\"" + whole + "\" is no reference to the environment; write ${NAME} or ${NAME:-default},"
                    + " and $${ for a ${ that is meant as such");
            return whole;
        }
        String value = variables.getOrDefault(name, "");
        if (!value.isEmpty()) {
            return value;
        }
        if (fallback != null) {
            return fallback;
        }
        problems.add(at, "the environment has no variable " + name + "; set it, or give a default: ${" + name
                + ":-default}");
        return whole;
    }
}

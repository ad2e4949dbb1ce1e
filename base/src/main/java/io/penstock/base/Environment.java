package io.penstock.base;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code ${NAME}} and {@code ${NAME:-default}} into values; {@code $${} stands for <code>${</code>. */
final class Environment {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{[^}]*\\}?");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\}");

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
            String found = match.group();
            return Matcher.quoteReplacement(found.equals("$${") ? "${" : value(found, at, problems));
        });
    }

    private String value(String reference, Location at, Problems problems) {
        Matcher variable = VARIABLE.matcher(reference);
        if (!variable.matches()) {
            problems.add(
                    at,
                    "\"" + reference + "\" is no reference to the environment; write ${NAME} or"
                            + " ${NAME:-default}, and $${ for a ${ that is meant as such");
            return reference;
        }
        String name = variable.group(1);
        String value = variables.getOrDefault(name, "");
        if (!value.isEmpty()) {
            return value;
        }
        if (variable.group(2) != null) {
            return variable.group(2);
        }
        problems.add(
                at,
                "the environment has no variable " + name + "; set it, or give a default: ${" + name + ":-default}");
        return reference;
    }
}

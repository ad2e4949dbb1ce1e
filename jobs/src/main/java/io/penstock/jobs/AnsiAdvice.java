package io.penstock.jobs;

import java.util.regex.Pattern;

/** What Spark advises about ANSI SQL, which no session of a job or a query may switch off. */
final class AnsiAdvice {
    private static final Pattern ADVICE =
            Pattern.compile(" If necessary set \"?spark\\.sql\\.ansi\\.enabled\"? to \"?false\"?[^.]*\\.");

    private AnsiAdvice() {}

    /** A message of Spark's without it. */
    static String leftOutOf(String message) {
        return ADVICE.matcher(message).replaceAll("");
    }
}

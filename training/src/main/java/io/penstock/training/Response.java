package io.penstock.training;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a monitor does when its limit is passed. */
public enum Response {
    /** People are told, as they are beside every other response too. */
    ALERT,

    /** Scoring is blocked until a newer verdict is good. */
    BLOCK,

    /** The champion before the present one scores until a newer verdict is good. */
    FALLBACK,

    /** A training is asked for. */
    RETRAIN;

    /** The response of a name; empty for what is none. */
    public static Optional<Response> parse(String name) {
        return Stream.of(values())
                .filter(response -> response.toString().equals(name))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

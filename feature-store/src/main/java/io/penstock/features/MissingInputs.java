package io.penstock.features;

import java.util.List;
import java.util.stream.Collectors;

/** Says in one line which inputs are not there. */
public final class MissingInputs {

    private static final int NAMED = 10;

    private MissingInputs() {}

    public static String summary(List<MissingInput> missing) {
        String named = missing.stream().limit(NAMED).map(MissingInput::toString).collect(Collectors.joining(", "));
        return missing.size() <= NAMED ? named : named + " and " + (missing.size() - NAMED) + " more";
    }
}

package io.penstock.features.engine;

import java.util.Optional;

/** Whether an exchange splits its hot keys by time, and why, for people. */
record SkewChoice(Optional<Placement> placement, String reason) {
    static SkewChoice whole(String reason) {
        return new SkewChoice(Optional.empty(), "hot keys stay whole: " + reason);
    }
}

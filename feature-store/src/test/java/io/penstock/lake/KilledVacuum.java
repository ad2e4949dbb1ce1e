package io.penstock.lake;

import io.penstock.validation.LocalSpark;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A process that removes what no version but the given ones needs, and is killed meanwhile. */
final class KilledVacuum {

    private KilledVacuum() {}

    /** The lake, then the versions to keep. */
    public static void main(String[] arguments) {
        Lake lake = Lake.at(LocalSpark.session(), arguments[0]);
        lake.vacuum(lake.planVacuum(
                Sandbox.TABLE,
                Arrays.stream(arguments).skip(1).map(Long::valueOf).collect(Collectors.toSet())));
    }
}

package io.penstock.features;

import java.nio.file.Path;

/** A process that materializes and dies where the system property says. */
final class KilledMaterializer {

    private KilledMaterializer() {}

    /** {@code LAKE DATE CHUNK_ROWS sqlite|redis WHERE}. */
    public static void main(String[] arguments) {
        OnlineSetting setting = arguments[3].equals("sqlite")
                ? new OnlineSetting.Sqlite(arguments[4])
                : new OnlineSetting.Redis(arguments[4]);
        new PublishedView(Path.of(arguments[0])).materialize(setting, arguments[1], Long.parseLong(arguments[2]));
    }
}

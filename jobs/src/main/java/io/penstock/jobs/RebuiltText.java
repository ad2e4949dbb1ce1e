package io.penstock.jobs;

import io.penstock.base.Json;
import io.penstock.base.Plural;
import io.penstock.features.TrainingSetRebuild.Rebuilt;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Whether a training set built again is the frozen one, as it is printed. */
record RebuiltText(Rebuilt rebuilt) implements Printed {

    @Override
    public String text() {
        String rows = String.format(Locale.ROOT, "%,d %s", rebuilt.rows(), Plural.of(rebuilt.rows(), "row"));
        return rebuilt.isSame()
                ? rebuilt.version() + ": same content hash, " + rebuilt.frozen() + ", " + rows + "\n"
                : rebuilt.version() + ": another content hash: frozen " + rebuilt.frozen() + ", built again "
                        + rebuilt.again() + ", " + rows + "\n";
    }

    @Override
    public String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", rebuilt.version().toString());
        fields.put("same", rebuilt.isSame());
        fields.put("frozen", rebuilt.frozen());
        fields.put("again", rebuilt.again());
        fields.put("rows", rebuilt.rows());
        return Json.pretty(fields);
    }

    @Override
    public Exit exit() {
        return rebuilt.isSame() ? Exit.OK : Exit.BLOCKED;
    }
}

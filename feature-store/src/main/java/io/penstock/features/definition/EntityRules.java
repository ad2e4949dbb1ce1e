package io.penstock.features.definition;

import io.penstock.base.Problems;
import io.penstock.features.Entity;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What is wrong with an entity by itself. */
final class EntityRules {
    private EntityRules() {}

    static void check(Written<Entity> written, Problems problems) {
        Entity entity = written.definition();
        if (entity.keys().isEmpty() && written.fields().has("keys")) {
            problems.add(written.fields().at("keys"), "entity " + entity.name() + " has no keys; name at least one");
        }
        Set<String> names = new HashSet<>();
        entity.keys().forEach((key, type) -> {
            if (!names.add(key.toLowerCase(Locale.ROOT))) {
                problems.add(
                        written.fields().below("keys").at(key),
                        "key \"" + key + "\" of entity " + entity.name()
                                + " differs from another only in case, and columns do not; rename one");
            }
            if (type.isFloating()) {
                problems.add(
                        written.fields().below("keys").at(key),
                        "key \"" + key + "\" of entity " + entity.name() + " is of type " + type
                                + ", whose values are not safely equal; use another type");
            }
        });
    }
}

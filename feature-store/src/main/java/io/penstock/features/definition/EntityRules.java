package io.penstock.features.definition;

import io.penstock.base.Problems;
import io.penstock.features.Entity;

/** What is wrong with an entity by itself. */
final class EntityRules {
    private EntityRules() {}

    static void check(Written<Entity> written, Problems problems) {
        Entity entity = written.definition();
        if (entity.keys().isEmpty() && written.fields().has("keys")) {
            problems.add(written.fields().at("keys"), "entity " + entity.name() + " has no keys; name at least one");
        }
        entity.keys().forEach((key, type) -> {
            if (type.isFloating()) {
                problems.add(
                        written.fields().below("keys").at(key),
                        "key \"" + key + "\" of entity " + entity.name() + " is of type " + type
                                + ", whose values are not safely equal; use another type");
            }
        });
    }
}

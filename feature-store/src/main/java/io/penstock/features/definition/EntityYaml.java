package io.penstock.features.definition;

import io.penstock.base.Fields;
import io.penstock.base.ObjectShape;
import io.penstock.base.Shape;
import io.penstock.base.YamlMap;
import io.penstock.features.Entity;

/** How an entity is written: {@code entities/<name>.yaml}. */
public final class EntityYaml {
    /** Every key of an entity. */
    public static final ObjectShape SHAPE = Shape.object("entity")
            .need("entity", Shape.name(), "Its name, and that of its file.")
            .and(AboutYaml.SHAPE)
            .need("keys", Shape.map(Shape.column(), Shape.type()), "Its key columns and their types.");

    private EntityYaml() {}

    /** Reads an entity that {@link #SHAPE} has checked; what was refused reads as left out. */
    public static Entity read(YamlMap yaml) {
        Fields fields = new Fields(yaml);
        return new Entity(
                fields.needed("entity"),
                yaml.at(),
                AboutYaml.read(fields),
                fields.below("keys").types());
    }
}

package io.penstock.training.definition;

import io.penstock.base.ColumnType;
import io.penstock.base.Fields;
import io.penstock.base.Location;
import io.penstock.base.Nearest;
import io.penstock.base.Problems;
import io.penstock.features.Aggregate;
import io.penstock.features.Feature;
import io.penstock.training.ModelSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The inputs of a model before exclusion: gathered name by name, then checked against what the model does with them. */
final class ModelInputs {

    private final ModelSpec model;
    private final Fields fields;
    private final Problems problems;
    private final Map<String, Optional<ColumnType>> types = new LinkedHashMap<>();
    /** Those that are lists, and where they are asked for. */
    private final Map<String, Location> lists = new LinkedHashMap<>();
    /** Whether every reference was found, so that an unknown name can be told from an unfound one. */
    private boolean complete = true;

    ModelInputs(ModelSpec model, Fields fields, Problems problems) {
        this.model = model;
        this.fields = fields;
        this.problems = problems;
    }

    /** The types by name, where they are known. */
    Map<String, Optional<ColumnType>> types() {
        return Collections.unmodifiableMap(types);
    }

    /** Something that inputs come from was not found. */
    void areNotAllKnown() {
        complete = false;
    }

    void ofSpine(String name, Optional<ColumnType> type) {
        types.put(name, type);
    }

    void ofView(String name, Feature feature, Optional<ColumnType> type, Location at) {
        if (types.containsKey(name)) {
            problems.add(
                    at, "\"" + name + "\" is already an input of model " + model.name() + "; each name can stand once");
        }
        types.put(name, type);
        if (feature.aggregate() instanceof Aggregate.LastN) {
            lists.put(name, at);
        }
    }

    void derived(String name) {
        types.putIfAbsent(name, Optional.empty());
    }

    /** Adds to the problems what exclude and encode name wrongly, and the inputs that trees cannot read. */
    void check() {
        for (String name : model.exclude()) {
            refuseUnknown(name, "exclude", fields.at("exclude", name));
        }
        for (String name : model.encode().ordinal()) {
            Location at = fields.below("encode").at("ordinal", name);
            refuseUnknown(name, "encode.ordinal", at);
            if (model.exclude().contains(name)) {
                problems.add(
                        at,
                        "encode.ordinal names \"" + name + "\", which exclude leaves out; remove it from one of them");
            }
        }
        types.forEach((name, type) -> type.ifPresent(known -> refuseType(name, known)));
        lists.forEach(this::refuseList);
    }

    private void refuseList(String name, Location at) {
        if (!model.exclude().contains(name)) {
            problems.add(
                    at,
                    "input \"" + name
                            + "\" is a list, which trees cannot read; derive numbers from it (derived: {newest: \""
                            + name + "[0]\"}) and name it in exclude");
        }
    }

    private void refuseUnknown(String name, String what, Location at) {
        if (complete && !types.containsKey(name)) {
            problems.add(
                    at,
                    what + " names \"" + name + "\", which is no input of model " + model.name()
                            + Nearest.hint(name, types.keySet()));
        }
    }

    private void refuseType(String name, ColumnType type) {
        if (model.exclude().contains(name)) {
            return;
        }
        boolean ordinal = model.encode().ordinal().contains(name);
        if (type.name().equals("string") && !ordinal) {
            problems.add(
                    fields.at("features"), "input \"" + name + "\" is a text; name it in encode.ordinal or exclude");
        }
        if (type.name().equals("timestamp") || type.name().equals("date")) {
            problems.add(
                    fields.at("features"),
                    "input \"" + name + "\" is a " + type + ", which would tell the model the"
                            + " calendar; derive a number from it and name it in exclude");
        }
    }
}

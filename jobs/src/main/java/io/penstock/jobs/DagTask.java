package io.penstock.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command line for a scheduler.
 *
 * @param group the step it belongs to, such as {@code features}
 * @param arguments of {@code penstock}; {@link #DATE} stands for the day
 * @param needs ids of the tasks that must end first
 * @param produces tables that it publishes
 * @param asks what its result may ask for, such as {@code retrain/arrival_late}
 * @param always whether it also runs after a failure, to tell of it
 */
record DagTask(
        String group,
        String name,
        List<String> arguments,
        List<String> needs,
        List<String> produces,
        List<String> asks,
        boolean always,
        String doc) {

    /** What a scheduler replaces with the day of its run. */
    static final String DATE = "{date}";

    DagTask {
        arguments = List.copyOf(arguments);
        needs = List.copyOf(needs);
        produces = List.copyOf(produces);
        asks = List.copyOf(asks);
    }

    /** A task that waits for what it needs to end well, and asks for nothing. */
    DagTask(String group, String name, List<String> arguments, List<String> needs, List<String> produces, String doc) {
        this(group, name, arguments, needs, produces, List.of(), false, doc);
    }

    String id() {
        return group + "." + name;
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("task_id", name);
        fields.put("group", group);
        fields.put("arguments", arguments);
        fields.put("needs", needs);
        fields.put("produces", produces);
        fields.put("asks", asks);
        fields.put("always", always);
        fields.put("doc", doc);
        return fields;
    }
}

package io.penstock.orchestration;

import java.util.List;
import java.util.Optional;

/**
 * Where a task of a run stands.
 *
 * @param id with its index if the task is mapped, {@code load[2]}
 * @param state as Airflow says it; {@code none} before it is scheduled
 * @param verdict of its job, if it told one
 * @param reasons why it failed, if it told
 */
record TaskEnd(String id, String state, int tries, Optional<String> verdict, List<String> reasons) {
    private static final List<String> DONE = List.of("success", "skipped", "failed", "upstream_failed", "removed");

    TaskEnd {
        reasons = List.copyOf(reasons);
    }

    static boolean isEnd(String state) {
        return DONE.contains(state);
    }

    boolean done() {
        return isEnd(state);
    }

    boolean failed() {
        return state.equals("failed");
    }

    boolean blocked() {
        return failed() && verdict.equals(Optional.of("blocked"));
    }

    String because() {
        return String.join("; ", reasons);
    }
}

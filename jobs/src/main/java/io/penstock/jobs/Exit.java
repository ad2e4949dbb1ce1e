package io.penstock.jobs;

import io.penstock.base.Verdict;

/** The exit codes of the launcher. */
public enum Exit {
    OK(0),
    FAULT(1),
    USAGE(2),
    BLOCKED(3);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** What a verdict means to the caller of the command. */
    public static Exit of(Verdict verdict) {
        return switch (verdict) {
            case OK, NOTHING_TO_DO -> OK;
            case BLOCKED -> BLOCKED;
            case FAILED -> FAULT;
        };
    }
}

package io.penstock.orchestration;

/** The exit codes of the commands, those of every other command of penstock. */
enum Exit {
    OK(0),
    FAULT(1),
    USAGE(2),
    BLOCKED(3);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}

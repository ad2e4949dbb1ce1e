package io.penstock.orchestration;

/** A command that cannot go on; the text says what was refused, why, and what to do. It never holds a secret. */
class Unsuccessful extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Exit exit;

    Unsuccessful(Exit exit, String message, Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    /** What the user can put right: a name, a date, a paused DAG. */
    static Unsuccessful refused(String message) {
        return new Unsuccessful(Exit.USAGE, message, null);
    }

    /** What failed in Airflow, on the way to it, or for want of time. */
    static Unsuccessful fault(String message) {
        return new Unsuccessful(Exit.FAULT, message, null);
    }

    Exit exit() {
        return exit;
    }
}

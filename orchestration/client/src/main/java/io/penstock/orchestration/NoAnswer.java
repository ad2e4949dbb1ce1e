package io.penstock.orchestration;

/** Airflow gave no answer that can be read: whether a change was made is unknown. */
final class NoAnswer extends Unsuccessful {
    private static final long serialVersionUID = 1;

    NoAnswer(String message, Throwable cause) {
        super(Exit.FAULT, message, cause);
    }
}

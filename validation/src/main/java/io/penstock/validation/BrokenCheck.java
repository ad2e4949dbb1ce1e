package io.penstock.validation;

/** A check that cannot be evaluated against a schema; the message is the reason, for the author of its definition. */
final class BrokenCheck extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenCheck(String reason) {
        super(reason);
    }

    BrokenCheck(String reason, Throwable cause) {
        super(reason, cause);
    }
}

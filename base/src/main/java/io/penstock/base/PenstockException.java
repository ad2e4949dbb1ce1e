package io.penstock.base;

/** The root of what Penstock throws: either the user can fix it ({@link UserError}) or we failed ({@link Fault}). */
public abstract class PenstockException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PenstockException(String message, Throwable cause) {
        super(message, cause);
    }
}

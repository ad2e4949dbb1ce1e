package io.penstock.base;

/** Something the user can fix: a definition, an argument, a missing version, the environment (exit code 2). */
public class UserError extends PenstockException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message, null);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}

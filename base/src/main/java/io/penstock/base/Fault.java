package io.penstock.base;

/** We or the engine failed (exit code 1). {@link #retryable()} says whether the same command may succeed next time. */
public class Fault extends PenstockException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    public Fault(String message) {
        this(message, null, false);
    }

    public Fault(String message, Throwable cause) {
        this(message, cause, false);
    }

    private Fault(String message, Throwable cause, boolean retryable) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** A failure such as a lost race or a refused connection: the same command may succeed next time. */
    public static Fault worthRetrying(String message, Throwable cause) {
        return new Fault(message, cause, true);
    }

    /** Whether the same command may succeed when it is simply run again. */
    public boolean retryable() {
        return retryable;
    }
}

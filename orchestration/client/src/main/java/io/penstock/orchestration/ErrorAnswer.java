package io.penstock.orchestration;

/** Airflow answered, and not with success. */
final class ErrorAnswer extends Unsuccessful {
    private static final long serialVersionUID = 1;

    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    private final int status;

    ErrorAnswer(String doing, int status, String detail) {
        super(exit(status), doing + ": " + told(status, detail), null);
        this.status = status;
    }

    int status() {
        return status;
    }

    /** Whether the same question may be answered later. */
    boolean mayPass() {
        return status == TOO_MANY || status >= SERVER;
    }

    private static Exit exit(int status) {
        boolean asked = status >= 400 && status < SERVER;
        return asked && status != UNAUTHORIZED && status != FORBIDDEN && status != TOO_MANY ? Exit.USAGE : Exit.FAULT;
    }

    private static String told(int status, String detail) {
        String said = "Airflow answered " + status + (detail.isEmpty() ? "" : ", " + detail);
        return switch (status) {
            case UNAUTHORIZED -> said + "; check PENSTOCK_AIRFLOW_USER and the password";
            case FORBIDDEN -> said + "; this user has no right to it, ask for a role that has";
            default -> status >= SERVER ? said + "; the api-server's log says more" : said;
        };
    }
}

package io.penstock.validation;

/** What a check found in a slice, before its severity says what follows. */
record Finding(boolean holds, String observed, String expected, String message) {

    /** A check that could not be tried at all. */
    static CheckResult broken(Check check, String slice, String reason) {
        return result(
                check,
                slice,
                "",
                CheckText.expected(check),
                CheckVerdict.NOT_EVALUATED,
                CheckText.broken(check, reason));
    }

    CheckResult of(Check check, String slice) {
        CheckVerdict otherwise = check.severity() == Severity.ERROR ? CheckVerdict.FAILED : CheckVerdict.WARNED;
        return result(check, slice, observed, expected, holds ? CheckVerdict.PASSED : otherwise, message);
    }

    private static CheckResult result(
            Check check, String slice, String observed, String expected, CheckVerdict verdict, String message) {
        return new CheckResult(
                slice, check.name(), check.column(), check.severity(), observed, expected, verdict, message);
    }
}

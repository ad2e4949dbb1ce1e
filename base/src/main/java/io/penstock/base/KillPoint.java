package io.penstock.base;

/**
 * A place where a test kills the process, to prove that the same command run again mends everything.
 *
 * <p>For tests only: where the system property {@code penstock.test.kill} is not set, nothing happens.
 */
public final class KillPoint {
    /** The system property that names the place at which to die, such as {@code ingest:staged}. */
    public static final String PROPERTY = "penstock.test.kill";

    private KillPoint() {}

    /** Halts the JVM with exit code 137, as SIGKILL would, if the property names this place. */
    public static void reached(String place) {
        if (place.equals(System.getProperty(PROPERTY))) {
            Runtime.getRuntime().halt(137);
        }
    }
}

package io.penstock.orchestration;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param connect until the server takes the connection
 * @param request one question with its whole answer
 * @param pause before a question is asked again, doubled each time
 * @param poll between two looks at a run
 */
record Limits(Duration connect, Duration request, Duration pause, Duration poll) {

    /** How often a question that changes nothing is asked. */
    static final int TRIES = 3;

    static Limits usual() {
        return new Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofSeconds(2));
    }

    static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Unsuccessful.fault("interrupted while waiting");
        }
    }
}

package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

/**
 * Something that a person should look at.
 *
 * @param what is wrong, in a few words
 * @param reason as the gate, run or event gave it; may be empty
 * @param since when: a batch, day or instant
 * @param remedy what to do about it
 * @param page that shows more
 */
record Trouble(Status status, String what, String reason, String since, String remedy, Page page) {
    Trouble {
        requireNonNull(status, "status");
        requireNonNull(what, "what");
        requireNonNull(reason, "reason");
        requireNonNull(since, "since");
        requireNonNull(remedy, "remedy");
        requireNonNull(page, "page");
    }
}

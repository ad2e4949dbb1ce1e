package io.penstock.jobs;

/** What a command found, for people and for programs. */
interface Printed {

    String text();

    String json();

    /** How the command ends. */
    default Exit exit() {
        return Exit.OK;
    }
}

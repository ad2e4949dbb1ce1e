package io.penstock.orchestration;

/** What doctor found of one thing; {@code advice} is empty if it is well. */
record Finding(String what, boolean well, String found, String advice) {

    static Finding well(String what, String found) {
        return new Finding(what, true, found, "");
    }

    static Finding ill(String what, String found, String advice) {
        return new Finding(what, false, found, advice);
    }
}

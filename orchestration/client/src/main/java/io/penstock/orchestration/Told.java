package io.penstock.orchestration;

/** What a command prints, as text or as JSON, and how it ends. */
record Told(Exit exit, String text, Object json) {

    static Told of(Table table) {
        return new Told(Exit.OK, table.text(), table.json());
    }

    static Told of(Outcome outcome) {
        return new Told(outcome.exit(), outcome.text(), outcome.json());
    }
}

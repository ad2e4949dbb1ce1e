package io.penstock.features.laws;

import java.util.function.Function;

/** An expression over events: as SQL, and as Java for the oracle. Dates count as days, timestamps as microseconds. */
enum Input {
    X("x", true, Event::x),
    TWICE_X("x * 2", true, e -> e.x() == null ? null : Double.valueOf(e.x() * 2)),
    N("n", true, Event::n),
    I("i", true, Event::i),
    LATE("double(x > 1)", true, e -> e.x() == null ? null : Double.valueOf(isGreater(e.x(), 1) ? 1.0 : 0.0)),
    F("f", true, Event::f),
    S("s", false, Event::s),
    B("b", false, Event::b),
    D("d", false, e -> e.d() == null ? null : e.d().toEpochDay()),
    M("m", false, Event::m),
    TIME("event_timestamp", false, Event::event);

    final String sql;
    final boolean isNumber;
    final Function<Event, Object> value;

    Input(String sql, boolean isNumber, Function<Event, Object> value) {
        this.sql = sql;
        this.isNumber = isNumber;
        this.value = value;
    }

    boolean isIntegral() {
        return this == N || this == I;
    }

    /** Whether a quantile can be taken. */
    boolean isRanked() {
        return isNumber || this == D || this == TIME;
    }

    boolean isFloating() {
        return isNumber && !isIntegral();
    }

    /** As SQL compares: NaN is greater than any number. */
    private static boolean isGreater(double a, double b) {
        return Double.compare(a, b) > 0;
    }
}

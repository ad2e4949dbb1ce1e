package io.penstock.features.laws;

import java.util.function.Predicate;

/** A condition over events: as SQL, and as Java; null is not true. */
enum Where {
    ALL(null, e -> true),
    B("b", e -> Boolean.TRUE.equals(e.b())),
    POSITIVE("i > 0", e -> e.i() != null && e.i() > 0),
    IS_A("s = 'a'", e -> "a".equals(e.s()));

    final String sql;
    final Predicate<Event> test;

    Where(String sql, Predicate<Event> test) {
        this.sql = sql;
        this.test = test;
    }
}

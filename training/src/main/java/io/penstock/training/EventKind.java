package io.penstock.training;

import java.util.Locale;

/** What can happen to a version of a model. */
public enum EventKind {
    /** It exists; the deciding event of training. */
    REGISTERED,
    /** A person agreed to it. */
    APPROVED,
    /** It became champion. */
    PROMOTED,
    /** It was too good to be true; a person must look. */
    HELD,
    /** It lost; as challenger if it lost to a champion. */
    REJECTED,
    /** It became champion again, after a later one was found wanting. */
    ROLLED_BACK,
    /** It may not be used any more. */
    RETIRED;

    /** The name in the table, such as {@code rolled_back}. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EventKind parse(String sqlName) {
        return valueOf(sqlName.toUpperCase(Locale.ROOT));
    }
}

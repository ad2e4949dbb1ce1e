package io.penstock.validation.consistency;

/** How an offline and an online value relate. */
public enum Agreement {
    /** The same value of the same type. */
    EQUAL,
    /** Neither has one. */
    BOTH_NULL,
    /** The online one is null. */
    ONLY_OFFLINE,
    /** The offline one is null. */
    ONLY_ONLINE,
    /** Two values that are not the same. */
    DIFFERENT
}

package io.penstock.features.laws;

/** What is asked about: k1 alone, or k1 and k2. */
record Key(String k1, Long k2, boolean hasBoth) {
    boolean hasNull() {
        return k1 == null || hasBoth && k2 == null;
    }
}

package io.penstock.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import ml.dmlc.xgboost4j.java.Booster;

/**
 * One booster a model and JVM, however many tasks score with it; the two last used stay loaded, others give their native
 * memory back when their last user leaves.
 */
final class SharedBoosters {
    private static final int KEPT = 2;
    private static final Map<String, Shared> LOADED = new LinkedHashMap<>(8, 0.75f, true);

    private SharedBoosters() {}

    private static final class Shared {
        private final Booster booster;
        private int users;

        Shared(Booster booster) {
            this.booster = booster;
        }
    }

    /** Uses the booster of a model within a function. */
    static <T> T with(String digest, byte[] model, Function<Booster, T> use) {
        Booster booster = enter(digest, model);
        try {
            return use.apply(booster);
        } finally {
            leave(digest);
        }
    }

    /** The booster of a model; call {@link #leave} once when done. */
    static synchronized Booster enter(String digest, byte[] model) {
        Shared shared = LOADED.computeIfAbsent(digest, absent -> new Shared(Trees.load(model)));
        shared.users++;
        return shared.booster;
    }

    static synchronized void leave(String digest) {
        LOADED.get(digest).users--;
        var oldest = LOADED.values().iterator();
        int surplus = LOADED.size() - KEPT;
        while (surplus > 0 && oldest.hasNext()) {
            Shared shared = oldest.next();
            if (shared.users == 0) {
                oldest.remove();
                shared.booster.dispose();
                surplus--;
            }
        }
    }

    /** How many are loaded now. */
    static synchronized int loaded() {
        return LOADED.size();
    }
}

package io.penstock.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs steps that do not need each other at the same time: while the driver plans one, the executors work on others.
 *
 * <p>Each still is a commit of its own. When one fails, those under way end, no other begins, and the first failure in
 * the order of the items is thrown.
 */
public final class Together {

    /** Few, for each has its plan and its state in the driver's and the executors' memory. */
    private static final int AT_ONCE = 3;

    private Together() {}

    /** What the step gave for each item, in the order of the items. */
    public static <I, T> List<T> map(List<I> items, Function<I, T> step) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        AtomicBoolean failed = new AtomicBoolean();
        try {
            return results(items.stream()
                    .map(item -> threads.submit(() -> begin(item, step, failed)))
                    .toList());
        } finally {
            threads.shutdownNow();
        }
    }

    /** What two steps gave, put together. */
    @SuppressWarnings("unchecked")
    public static <A, B, R> R both(Supplier<A> first, Supplier<B> second, BiFunction<A, B, R> together) {
        List<Object> results = map(List.<Supplier<?>>of(first, second), Supplier::get);
        return together.apply((A) results.get(0), (B) results.get(1));
    }

    /** Empty for a step that has not begun when another fails. */
    private static <I, T> Optional<T> begin(I item, Function<I, T> step, AtomicBoolean failed) {
        if (failed.get()) {
            return Optional.empty();
        }
        try {
            return Optional.of(step.apply(item));
        } catch (Throwable e) {
            failed.set(true);
            throw e;
        }
    }

    private static <T> List<T> results(List<Future<Optional<T>>> futures) {
        List<T> results = new ArrayList<>();
        Throwable failure = null;
        for (Future<Optional<T>> future : futures) {
            try {
                future.get().ifPresent(results::add);
            } catch (ExecutionException e) {
                failure = join(failure, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Fault.worthRetrying("interrupted while steps were running", e);
            }
        }
        if (failure != null) {
            throw Together.<RuntimeException>asItIs(failure);
        }
        return results;
    }

    /** Scala declares no exceptions, so a step can throw a checked one, as Spark does. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E asItIs(Throwable failure) throws E {
        throw (E) failure;
    }

    private static Throwable join(Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}

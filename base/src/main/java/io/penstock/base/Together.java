package io.penstock.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Runs steps that do not need each other at the same time: while the driver plans one, the executors work on others.
 *
 * <p>Each still is a commit of its own. When one fails, those under way end, no other begins, and the first failure in
 * the order of the list is thrown.
 */
public final class Together {

    /** Few, for each has its plan and its state in the driver's and the executors' memory. */
    private static final int AT_ONCE = 3;

    private Together() {}

    /** What each step gave, in the order of the list. */
    public static <T> List<T> run(List<Supplier<T>> steps) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        AtomicBoolean failed = new AtomicBoolean();
        try {
            return results(steps.stream()
                    .map(step -> threads.submit(() -> begin(step, failed)))
                    .toList());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Empty for a step that has not begun when another fails. */
    private static <T> Optional<T> begin(Supplier<T> step, AtomicBoolean failed) {
        if (failed.get()) {
            return Optional.empty();
        }
        try {
            return Optional.of(step.get());
        } catch (RuntimeException | Error e) {
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
        if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw (RuntimeException) failure;
        }
        return results;
    }

    private static Throwable join(Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}

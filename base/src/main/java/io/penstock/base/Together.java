package io.penstock.base;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        try {
            List<Future<T>> futures =
                    steps.stream().map(step -> threads.submit(step::get)).toList();
            threads.shutdown();
            return results(threads, futures);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> List<T> results(ExecutorService threads, List<Future<T>> futures) {
        List<T> results = new ArrayList<>();
        RuntimeException failure = null;
        for (Future<T> future : futures) {
            try {
                if (failure == null || !future.cancel(false)) {
                    results.add(future.get());
                }
            } catch (ExecutionException e) {
                failure = join(failure, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                threads.shutdownNow();
                throw Fault.worthRetrying("interrupted while steps were running", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return results;
    }

    private static RuntimeException join(RuntimeException first, Throwable next) {
        if (next instanceof Error error) {
            throw error;
        }
        if (first != null) {
            first.addSuppressed(next);
            return first;
        }
        return (RuntimeException) next;
    }
}

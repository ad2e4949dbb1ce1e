package io.penstock.features.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks slow storage for many small things at once, on threads of the driver. */
final class Parallel {
    private static final int THREADS = 16;

    private Parallel() {}

    /** The answers in the order of the questions; the first failure is thrown as it was. */
    static <A, B> List<B> each(List<A> questions, Function<A, B> ask) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, questions.size())));
        try {
            List<Future<B>> pending = new ArrayList<>();
            questions.forEach(question -> pending.add(threads.submit(() -> ask.apply(question))));
            List<B> answers = new ArrayList<>();
            for (Future<B> answer : pending) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}

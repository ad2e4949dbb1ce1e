package io.penstock.training;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/**
 * Ends a training that has lost an executor and can never get another. All workers must run at once; with too few slots
 * left Spark waits for more, for ever and without a word.
 */
final class WorkerWatch implements AutoCloseable {
    /** How long a lost executor may be replaced. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final long LOOK_SECONDS = 1;

    private final SparkContext spark;
    private final String model;
    private final int workers;
    private final String group;
    private final ConcurrentLinkedDeque<String> lost = new ConcurrentLinkedDeque<>();
    private final ScheduledExecutorService clock;
    private final SparkListener listener = new SparkListener() {
        @Override
        public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
            lost.add(
                    "executor " + removed.executorId() + " (" + removed.reason().strip() + ")");
        }
    };
    private long enough = System.nanoTime();
    private volatile String verdict;

    private WorkerWatch(SparkContext spark, String model, int workers) {
        this.spark = spark;
        this.model = model;
        this.workers = workers;
        this.group = "train " + model + " " + System.identityHashCode(this);
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "worker-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Watches the jobs that this thread starts from now on. */
    static WorkerWatch over(SparkContext spark, String model, int workers) {
        WorkerWatch watch = new WorkerWatch(spark, model, workers);
        spark.setJobGroup(watch.group, "train " + model, false);
        if (!spark.isLocal()) {
            spark.addSparkListener(watch.listener);
            watch.clock.scheduleWithFixedDelay(watch::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        }
        return watch;
    }

    private void look() {
        int slots = spark.maxNumConcurrentTasks(spark.resourceProfileManager().defaultResourceProfile());
        if (lost.isEmpty() || slots >= workers) {
            enough = System.nanoTime();
        } else if (verdict == null && System.nanoTime() - enough > PATIENCE.toNanos()) {
            verdict = "lost " + String.join(", ", lost) + " while training model " + model
                    + ", and no other came within "
                    + PATIENCE.toSeconds() + " seconds: its " + workers + " workers must run at once, and " + slots
                    + (slots == 1 ? " slot is" : " slots are") + " left. Nothing was registered. Start workers of the"
                    + " cluster anew (train.workers + 1 slots outlive the loss of one), or lower train.workers, and train"
                    + " again";
            spark.cancelJobGroup(group);
        }
    }

    /** Why the training was ended; empty if it was not ended by this watch. */
    Optional<String> verdict() {
        return Optional.ofNullable(verdict);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        spark.removeSparkListener(listener);
        spark.clearJobGroup();
    }
}

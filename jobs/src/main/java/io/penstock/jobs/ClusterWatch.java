package io.penstock.jobs;

import io.penstock.base.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;

/**
 * Ends a job to which its cluster gives nothing to run on, and says so: Spark itself would wait for executors for ever.
 * They are awaited for {@value #DEFAULT_SECONDS} seconds, or as long as {@value #SETTING} says.
 */
final class ClusterWatch implements AutoCloseable {
    static final String SETTING = "spark.penstock.executors.timeout";
    private static final int DEFAULT_SECONDS = 300;

    private final SparkContext spark;
    private final Duration patience;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "cluster-watch");
        thread.setDaemon(true);
        return thread;
    });
    private long served = System.nanoTime();
    private volatile String verdict;

    private ClusterWatch(SparkContext spark) {
        this.spark = spark;
        this.patience = Duration.ofSeconds(spark.getConf().getTimeAsSeconds(SETTING, DEFAULT_SECONDS + "s"));
    }

    static ClusterWatch over(SparkContext spark) {
        ClusterWatch watch = new ClusterWatch(spark);
        if (!spark.isLocal()) {
            watch.clock.scheduleWithFixedDelay(watch::look, 1, 1, TimeUnit.SECONDS);
        }
        return watch;
    }

    private void look() {
        if (spark.isStopped()) {
            return;
        }
        boolean waits = spark.statusTracker().getActiveJobIds().length > 0
                && spark.statusTracker().getExecutorInfos().length <= 1; // the driver is one
        if (!waits) {
            served = System.nanoTime();
        } else if (verdict == null && System.nanoTime() - served > patience.toNanos()) {
            verdict = "no executor in " + patience.toSeconds() + " seconds: the cluster " + spark.master()
                    + " has no worker with " + setting("spark.executor.cores", "its default of") + " free cores and "
                    + setting("spark.executor.memory", "1g")
                    + " of free memory. Start workers or end what runs there, ask"
                    + " for less by spark.executor.cores and spark.executor.memory, or wait longer by " + SETTING
                    + "; then run it again";
            spark.cancelAllJobs();
        }
    }

    private String setting(String name, String otherwise) {
        return spark.getConf().get(name, otherwise);
    }

    /** What to throw for what ended the job: the cluster's fault, where it is one. */
    Throwable explained(Throwable error) {
        return reason().<Throwable>map(text -> Fault.worthRetrying(text, error)).orElse(error);
    }

    /** Whether more work can be asked of it. */
    boolean answers() {
        return reason().isEmpty() && !spark.isStopped();
    }

    private Optional<String> reason() {
        return spark.isStopped() && !spark.isLocal()
                ? Optional.of(
                        "the cluster " + spark.master() + " ended the application, or does not answer: see whether its"
                                + " master runs, and what its page says of the application; then run it again")
                : Optional.ofNullable(verdict);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

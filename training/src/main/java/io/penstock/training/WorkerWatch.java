package io.penstock.training;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/**
 * Ends an attempt to train as soon as it loses an executor that worked for it. All workers must run at once: the others would
 * wait for the lost one, and Spark for their slots, for ever and without a word.
 */
final class WorkerWatch implements AutoCloseable {
    /** How long a lost executor may be replaced. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final String GROUP = "spark.jobGroup.id";

    private final SparkContext spark;
    private final String group;
    private final Set<Integer> stages = ConcurrentHashMap.newKeySet();
    private final Set<String> executors = ConcurrentHashMap.newKeySet();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final SparkListener listener = new SparkListener() {
        @Override
        public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
            if (submitted.properties() != null
                    && group.equals(submitted.properties().getProperty(GROUP))) {
                stages.add(submitted.stageInfo().stageId());
            }
        }

        @Override
        public void onTaskStart(SparkListenerTaskStart started) {
            if (stages.contains(started.stageId())) {
                executors.add(started.taskInfo().executorId());
            }
        }

        @Override
        public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
            if (executors.contains(removed.executorId())) {
                lost.add("executor " + removed.executorId() + " ("
                        + removed.reason().strip() + ")");
                spark.cancelJobGroup(group);
            }
        }
    };

    private WorkerWatch(SparkContext spark, String model) {
        this.spark = spark;
        this.group = "train " + model + " " + System.identityHashCode(this);
    }

    /** Watches the jobs that this thread starts from now on. */
    static WorkerWatch over(SparkContext spark, String model) {
        WorkerWatch watch = new WorkerWatch(spark, model);
        spark.setJobGroup(watch.group, "train " + model, false);
        spark.addSparkListener(watch.listener);
        return watch;
    }

    /** The executors that were lost, and why; empty if none was. */
    Optional<String> lost() {
        return lost.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lost));
    }

    /** Awaits that so many tasks can run at once, with patience; gives how many can. */
    static int slots(SparkContext spark, int wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int slots = slots(spark);
        while (slots < wanted && System.nanoTime() < end) {
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return slots;
            }
            slots = slots(spark);
        }
        return slots;
    }

    /** How many tasks can run at once. */
    static int slots(SparkContext spark) {
        return spark.maxNumConcurrentTasks(spark.resourceProfileManager().defaultResourceProfile());
    }

    @Override
    public void close() {
        spark.removeSparkListener(listener);
        spark.clearJobGroup();
    }
}

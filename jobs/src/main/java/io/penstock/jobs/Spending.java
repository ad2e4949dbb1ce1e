package io.penstock.jobs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Adds up what a run's tasks spend, step by step, wherever they run; tasks that failed count too. */
final class Spending extends SparkListener {
    private static final String DESCRIPTION = "spark.job.description";
    private static final String OTHER = "other";
    private static final long SETTLED_MILLIS = 10_000;

    private final Map<Integer, String> stepOfStage = new ConcurrentHashMap<>();
    private final Map<String, Spent> steps = new TreeMap<>();

    private final SparkContext spark;

    private Spending(SparkContext spark) {
        this.spark = spark;
    }

    static Spending listen(SparkSession spark) {
        Spending spending = new Spending(spark.sparkContext());
        spark.sparkContext().addSparkListener(spending);
        return spending;
    }

    /** Listens no more, once all that was told so far has arrived. */
    Spending ended(Console console) {
        try {
            spark.listenerBus().waitUntilEmpty(SETTLED_MILLIS);
        } catch (TimeoutException e) {
            console.say("  Spark is late to tell of its tasks: what this run spent is kept in part");
        }
        spark.removeSparkListener(this);
        return this;
    }

    /** Work is described by the step that it is for. */
    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted stage) {
        String step = stage.properties() == null ? OTHER : stage.properties().getProperty(DESCRIPTION, OTHER);
        stepOfStage.put(stage.stageInfo().stageId(), step);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.taskMetrics() != null) {
            add(stepOfStage.getOrDefault(end.stageId(), OTHER), end.taskMetrics());
        }
    }

    private synchronized void add(String step, TaskMetrics task) {
        steps.merge(step, Spent.of(step, task), Spent::and);
    }

    /** By step, the dearest first. */
    synchronized List<Spent> steps() {
        return steps.values().stream().sorted(Spent.DEAREST_FIRST).toList();
    }

    Spent total() {
        return steps().stream().reduce(Spent.none("total"), Spent::and);
    }
}

package io.penstock.jobs;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Adds up the CPU time of a run's tasks, wherever they ran. */
final class TaskTime extends SparkListener {

    private final AtomicLong nanos = new AtomicLong();

    static TaskTime listen(SparkSession spark) {
        TaskTime time = new TaskTime();
        spark.sparkContext().addSparkListener(time);
        return time;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.taskMetrics() != null) {
            nanos.addAndGet(end.taskMetrics().executorCpuTime());
        }
    }

    double cpuSeconds() {
        return nanos.get() / 1e9;
    }
}

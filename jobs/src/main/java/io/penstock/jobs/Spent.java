package io.penstock.jobs;

import java.util.Comparator;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What tasks spent.
 *
 * @param cpuSeconds of their threads
 * @param bytesRead of files
 * @param bytesWritten of files
 * @param bytesShuffled written for other tasks
 * @param peakMemory bytes of execution memory that the greediest task held
 */
record Spent(
        String step,
        long tasks,
        double cpuSeconds,
        long bytesRead,
        long bytesWritten,
        long bytesShuffled,
        long peakMemory) {
    static final Comparator<Spent> DEAREST_FIRST =
            Comparator.comparingDouble(Spent::cpuSeconds).reversed().thenComparing(Spent::step);

    static Spent none(String step) {
        return new Spent(step, 0, 0, 0, 0, 0, 0);
    }

    static Spent of(String step, TaskMetrics task) {
        return new Spent(
                step,
                1,
                task.executorCpuTime() / 1e9,
                task.inputMetrics().bytesRead(),
                task.outputMetrics().bytesWritten(),
                task.shuffleWriteMetrics().bytesWritten(),
                task.peakExecutionMemory());
    }

    Spent and(Spent more) {
        return new Spent(
                step,
                tasks + more.tasks,
                cpuSeconds + more.cpuSeconds,
                bytesRead + more.bytesRead,
                bytesWritten + more.bytesWritten,
                bytesShuffled + more.bytesShuffled,
                Math.max(peakMemory, more.peakMemory));
    }

    Row row() {
        return RowFactory.create(step, tasks, cpuSeconds, bytesRead, bytesWritten, bytesShuffled, peakMemory);
    }
}

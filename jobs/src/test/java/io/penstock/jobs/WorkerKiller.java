package io.penstock.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.storage.RDDInfo;
import scala.collection.JavaConverters;

/**
 * In the driver of a job on a {@link SparkCluster}: kills (-9) one worker with its executor, as soon as a stage begins
 * to read the map output that it holds ({@code spark.test.kill=shuffle}), or it runs a worker of a training ({@code
 * barrier}).
 * Tells what Spark had to run again in the file {@code spark.test.told}.
 */
public final class WorkerKiller extends SparkListener {
    private final boolean barrier;
    private final Path told;
    private String application = "";
    private String mapper;
    private int stage = -1;
    private boolean killed;
    private int again;

    public WorkerKiller(SparkConf conf) {
        barrier = conf.get("spark.test.kill").equals("barrier");
        told = Path.of(conf.get("spark.test.told"));
    }

    @Override
    public void onApplicationStart(SparkListenerApplicationStart started) {
        application = started.appId().get();
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        if (barrier ? isBarrier(submitted.stageInfo()) : readsMuch(submitted.stageInfo())) {
            stage = submitted.stageInfo().stageId();
        }
        if (killed && submitted.stageInfo().attemptNumber() > 0) {
            tell(++again + " stages again");
        }
    }

    private static boolean isBarrier(StageInfo stage) {
        return JavaConverters.seqAsJavaList(stage.rddInfos()).stream().anyMatch(RDDInfo::isBarrier);
    }

    private boolean readsMuch(StageInfo stage) {
        return mapper != null && !stage.parentIds().isEmpty() && stage.numTasks() >= 4;
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart started) {
        if (!killed && started.stageId() == stage) {
            kill(barrier ? started.taskInfo().executorId() : mapper);
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd ended) {
        if (ended.taskType().equals("ShuffleMapTask") && ended.reason() == org.apache.spark.Success$.MODULE$) {
            mapper = ended.taskInfo().executorId();
        }
    }

    private void kill(String executor) {
        killed = true;
        ProcessHandle process = ProcessHandle.allProcesses()
                .filter(one -> one.info()
                        .commandLine()
                        .filter(line -> line.contains("--app-id " + application + " ")
                                && line.contains("--executor-id " + executor + " "))
                        .isPresent())
                .findFirst()
                .orElseThrow();
        process.parent().orElseThrow().destroyForcibly();
        process.destroyForcibly();
        tell("0 stages again");
    }

    private void tell(String text) {
        try {
            Files.writeString(told, text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package io.penstock.training;

import io.penstock.base.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * What trees can be grown on here. XGBoost would abort the JVM when asked for a GPU that it cannot use, so it is found
 * out before.
 *
 * @param gpuBuild whether XGBoost's GPU artifact is on the class path
 * @param gpuUsable whether a device answers where the training tasks run
 */
record Machine(boolean gpuBuild, boolean gpuUsable) {
    static final String CPU = "cpu";
    static final String CUDA = "cuda";

    /** The machine that this session's training tasks run on. */
    static Machine of(SparkSession spark) {
        boolean build = gpuBuildPresent();
        return new Machine(build, build && gpuReady(spark));
    }

    /** {@code cpu} or {@code cuda}. */
    String device(DeviceChoice choice, String model) {
        return switch (choice) {
            case CPU -> CPU;
            case AUTO -> gpuBuild && gpuUsable ? CUDA : CPU;
            case CUDA -> cuda(model);
        };
    }

    private String cuda(String model) {
        if (!gpuBuild) {
            throw new UserError(
                    "train.device of model " + model + " is cuda, but this build has no GPU code: build with"
                            + " the Maven profile gpu, or set device: auto");
        }
        if (!gpuUsable) {
            throw new UserError("train.device of model " + model + " is cuda, but no GPU answers (nvidia-smi -L lists"
                    + " none, or spark.executor.resource.gpu.amount is not set): set device: auto or cpu, or train"
                    + " where there is one");
        }
        return CUDA;
    }

    private static boolean gpuBuildPresent() {
        return Machine.class.getClassLoader().getResource("ml/dmlc/xgboost4j/scala/spark/GpuXGBoostPlugin.class")
                != null;
    }

    private static boolean gpuReady(SparkSession spark) {
        SparkConf conf = spark.sparkContext().getConf();
        return spark.sparkContext().isLocal() ? gpuAnswers() : conf.contains("spark.executor.resource.gpu.amount");
    }

    private static boolean gpuAnswers() {
        try {
            Process list = new ProcessBuilder("nvidia-smi", "-L")
                    .redirectErrorStream(true)
                    .start();
            if (!list.waitFor(10, TimeUnit.SECONDS)) {
                list.destroyForcibly();
                return false;
            }
            String text = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return list.exitValue() == 0 && text.startsWith("GPU ");
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package io.penstock.training;

import io.penstock.base.Fault;
import io.penstock.base.PenstockException;
import io.penstock.base.UserError;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.scala.spark.XGBoostClassificationModel;
import ml.dmlc.xgboost4j.scala.spark.XGBoostClassifier;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trees as grown by XGBoost on Spark.
 *
 * @param model UBJSON, the best rounds alone
 * @param rounds how many those are
 */
record Forest(byte[] model, int rounds, List<GainShare> gains, Placement placement) {
    /** Spark's word for a barrier stage that wants more slots than the cluster has. */
    private static final String TOO_FEW_SLOTS = "[SPARK-24819]";

    private static final int ATTEMPTS = 4;

    /** Whether one task grows a forest, so that other work can be done beside it. */
    static boolean growsAlone(ModelSpec spec, Map<String, Object> parameters) {
        return spec.train().workers() == 1 && "cpu".equals(parameters.get("device"));
    }

    /** Grows trees on the train split until the validation split gains no more. */
    static Forest grow(ModelSpec spec, TrainingData data, Encoding encoding, Map<String, Object> parameters) {
        SparkContext spark = data.rows().sparkSession().sparkContext();
        refuseTooManyWorkers(spec, spark);
        int threads = spark.getConf().getInt("spark.task.cpus", 1);
        Placement placement =
                PlacedRows.placement(data, spec.train().workers(), threads, (String) parameters.get("device"));
        Dataset<Row> train = PlacedRows.of(spec.name(), data, TrainingData.TRAIN, encoding, placement);
        Dataset<Row> validation = PlacedRows.of(spec.name(), data, TrainingData.VALIDATION, encoding, placement);
        XGBoostClassifier classifier = classifier(spec, parameters, placement);
        classifier.setEvalDataset(validation);
        return harvest(spec, encoding, fit(spec, classifier, train), placement);
    }

    /** Grows so many rounds on the train split, whatever the validation split gains. */
    static Forest again(
            ModelSpec spec, TrainingData data, Encoding encoding, Map<String, Object> parameters, int rounds) {
        int threads = data.rows().sparkSession().sparkContext().getConf().getInt("spark.task.cpus", 1);
        Placement placement =
                PlacedRows.placement(data, spec.train().workers(), threads, (String) parameters.get("device"));
        Dataset<Row> train = PlacedRows.of(spec.name(), data, TrainingData.TRAIN, encoding, placement);
        XGBoostClassifier classifier = classifier(spec, parameters, placement);
        set(classifier, "numRound", rounds);
        set(classifier, "numEarlyStoppingRounds", 0);
        return harvest(spec, encoding, fit(spec, classifier, train), placement);
    }

    private static void refuseTooManyWorkers(ModelSpec spec, SparkContext spark) {
        int workers = spec.train().workers();
        if (workers < 1) {
            throw new UserError("train.workers of model " + spec.name() + " is " + workers + "; allowed: at least 1");
        }
        int slots = spark.defaultParallelism() / spark.getConf().getInt("spark.task.cpus", 1);
        if (spark.isLocal() && workers > slots) {
            throw new UserError(workersAtOnce(spec, slots) + ", or give the session more cores");
        }
    }

    private static String workersAtOnce(ModelSpec spec, int slots) {
        return "train.workers of model " + spec.name() + " is " + spec.train().workers() + ", but this session runs "
                + slots + " tasks at a time and all workers must run at once: set workers to at most " + slots;
    }

    private static XGBoostClassifier classifier(ModelSpec spec, Map<String, Object> parameters, Placement placement) {
        XGBoostClassifier classifier = new XGBoostClassifier();
        parameters.forEach((name, value) -> set(classifier, name, value));
        set(classifier, "numRound", spec.train().rounds());
        set(classifier, "numEarlyStoppingRounds", spec.train().earlyStopping());
        set(classifier, "numWorkers", placement.workers());
        set(classifier, "nthread", placement.threads());
        set(classifier, "missing", Float.NaN);
        set(classifier, "verbosity", 1);
        set(classifier, "labelCol", TrainingData.LABEL);
        set(classifier, "featuresCol", PlacedRows.FEATURES);
        return classifier;
    }

    @SuppressWarnings("unchecked")
    private static void set(XGBoostClassifier classifier, String name, Object value) {
        classifier.set((Param<Object>) classifier.getParam(name), value);
    }

    /** A lost worker ends an attempt; another begins where there are slots for all workers again. */
    private static XGBoostClassificationModel fit(ModelSpec spec, XGBoostClassifier classifier, Dataset<Row> train) {
        SparkContext spark = train.sparkSession().sparkContext();
        for (int attempt = 1; ; attempt++) {
            WorkerWatch watch = WorkerWatch.over(spark, spec.name());
            try (watch) {
                return classifier.fit(train);
            } catch (Exception e) {
                String lost = watch.lost().orElseThrow(() -> failure(spec, spark, e));
                int slots = WorkerWatch.slots(spark, spec.train().workers());
                if (slots < spec.train().workers() || attempt == ATTEMPTS) {
                    throw Fault.worthRetrying(lostText(spec, lost, slots), e);
                }
            }
        }
    }

    private static PenstockException failure(ModelSpec spec, SparkContext spark, Exception e) {
        return String.valueOf(e.getMessage()).contains(TOO_FEW_SLOTS)
                ? new UserError(
                        workersAtOnce(spec, WorkerWatch.slots(spark)) + ", or start more workers of the cluster", e)
                : new Fault("XGBoost could not train model " + spec.name() + ": " + e.getMessage(), e);
    }

    private static String lostText(ModelSpec spec, String lost, int slots) {
        int workers = spec.train().workers();
        String why = slots < workers
                ? "and no other came within " + WorkerWatch.PATIENCE.toSeconds() + " seconds: its " + workers
                        + " workers must run at once, and " + slots + (slots == 1 ? " slot is" : " slots are") + " left"
                : "in the last of " + ATTEMPTS + " attempts";
        return "lost " + lost + " while training model " + spec.name() + ", " + why + ". Nothing was registered. Start"
                + " workers of the cluster anew (train.workers + 1 slots outlive the loss of one), or lower"
                + " train.workers, and train again";
    }

    private static Forest harvest(
            ModelSpec spec, Encoding encoding, XGBoostClassificationModel fitted, Placement placement) {
        ml.dmlc.xgboost4j.scala.Booster grown = fitted.nativeBooster();
        try {
            int all = (int) grown.getNumBoostedRound();
            String best = grown.booster().getAttr("best_iteration");
            int rounds = spec.train().earlyStopping() > 0 && best != null ? Integer.parseInt(best) + 1 : all;
            byte[] model = BestTrees.keep(grown.toByteArray("json"), rounds);
            return new Forest(model, rounds, Trees.gains(model, encoding.names()), placement);
        } catch (XGBoostError e) {
            throw new Fault("XGBoost gives no best iteration of model " + spec.name(), e);
        } finally {
            grown.dispose();
        }
    }
}

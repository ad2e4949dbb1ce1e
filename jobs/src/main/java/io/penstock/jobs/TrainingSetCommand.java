package io.penstock.jobs;

import io.penstock.base.DateRange;
import io.penstock.base.UserError;
import io.penstock.features.FileTrainingSet;
import io.penstock.features.TrainingSetRebuild;
import io.penstock.lake.Lake;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "training-set",
        description =
                "Labels, or the rows of a file, with the features of their moment, frozen as of the end of a day.")
final class TrainingSetCommand extends JobCommand {

    /** A training set without a model. */
    static final class OfFile {
        @Option(
                names = "--spine",
                required = true,
                paramLabel = "FILE",
                description = "Parquet or CSV: the entities' keys, `moment` (an instant) and any other columns")
        String file;

        @Option(
                names = "--features",
                required = true,
                paramLabel = "LIST",
                description = "such as 'origin_congestion:*,plane:seats'")
        String features;

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "the table training_sets/NAME")
        String name;
    }

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "one model (default: all)")
    Optional<String> model = Optional.empty();

    @Option(names = "--date", paramLabel = "D", description = "the UTC day at whose end is what is known")
    Optional<LocalDate> date = Optional.empty();

    @ArgGroup(exclusive = false, heading = "Without a model:%n")
    OfFile file;

    @Option(
            names = "--from-manifest",
            paramLabel = "TABLE@V",
            description =
                    "writes nothing: builds training_sets/NAME@V again from the versions that its manifest pins, and"
                            + " says whether the content is the same")
    Optional<String> manifest = Optional.empty();

    TrainingSetCommand() {
        super("training-set");
    }

    @Override
    public Integer call() {
        if (manifest.isEmpty()) {
            return super.call();
        }
        if (model.isPresent() || date.isPresent() || file != null) {
            throw new UserError(
                    "--from-manifest stands alone: model, day, file and features are those of the manifest");
        }
        return LookCommand.print(penstock, LookCommand.over(penstock.open(), this::rebuild));
    }

    @Override
    Optional<DateRange> days() {
        LocalDate day = date.orElseThrow(() -> new UserError("which day? write --date 2013-01-31"));
        return Optional.of(new DateRange(day, day));
    }

    @Override
    List<StepResult> run(RunContext context) {
        Instant asOf = days().orElseThrow().end();
        if (file != null) {
            return List.of(TrainingSetJob.run(context, set(context.project()), asOf));
        }
        return context.project().models(model).stream()
                .map(one -> TrainingSetJob.run(context, one, asOf))
                .toList();
    }

    private Printed rebuild(Project project, Lake lake, SparkSession spark) {
        return new RebuiltText(new TrainingSetRebuild(spark, lake, project.catalog())
                .of(lake.at(manifest.orElseThrow()), project.trainingSets()));
    }

    private FileTrainingSet set(Project project) {
        if (model.isPresent()) {
            throw new UserError("a training set is of the model " + model.get() + " or of the file " + file.file
                    + "; name one of them");
        }
        if (project.models().containsKey(file.name)) {
            throw new UserError("training_sets/" + file.name + " is the training set of the model " + file.name
                    + "; choose another --name");
        }
        return new FileTrainingSet(file.name, file.file, file.features);
    }
}

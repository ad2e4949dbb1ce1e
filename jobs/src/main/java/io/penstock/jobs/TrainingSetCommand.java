package io.penstock.jobs;

import io.penstock.base.UserError;
import io.penstock.features.FileTrainingSet;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "training-set",
        description =
                "Labels, or the rows of a file, with the features of their moment, frozen as of the end of a day.")
final class TrainingSetCommand extends AsOfCommand {

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

    @ArgGroup(exclusive = false, heading = "Without a model:%n")
    OfFile file;

    TrainingSetCommand() {
        super("training-set");
    }

    @Override
    List<StepResult> run(RunContext context) {
        if (file != null) {
            return List.of(TrainingSetJob.run(context, set(context.project()), asOf()));
        }
        return context.project().models(model).stream()
                .map(one -> TrainingSetJob.run(context, one, asOf()))
                .toList();
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

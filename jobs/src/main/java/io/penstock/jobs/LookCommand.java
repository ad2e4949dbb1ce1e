package io.penstock.jobs;

import io.penstock.lake.Lake;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A subcommand that only looks: it writes nothing to the lake. */
abstract class LookCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    Penstock penstock;

    /** What was found, to be printed as text or JSON. */
    abstract Listing look(Project project, Lake lake, SparkSession spark);

    /** The project that is looked at. */
    Project open() {
        return penstock.open();
    }

    /** What can be told by the definitions alone; empty if it takes the lake. */
    Optional<Output> told(Project project) {
        return Optional.empty();
    }

    /** What is printed: one of the two. */
    record Output(String text, String json) {}

    @Override
    public final Integer call() {
        penstock = (Penstock) spec.root().userObject();
        Project project = open();
        Optional<Output> told = told(project);
        if (told.isPresent()) {
            System.out.print(
                    penstock.output == Penstock.Output.json
                            ? told.get().json()
                            : told.get().text());
            return Exit.OK.code();
        }
        SparkSession spark = Session.open("penstock");
        Listing listing = look(project, Lake.at(spark, project.lakeRoot()), spark);
        System.out.print(penstock.output == Penstock.Output.json ? listing.json() : listing.text());
        return Exit.OK.code();
    }
}

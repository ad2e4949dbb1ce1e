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
    abstract Printed look(Project project, Lake lake, SparkSession spark);

    /** The project that is looked at. */
    Project open() {
        return penstock.open();
    }

    /** What can be told by the definitions alone; empty if it takes the lake. */
    Optional<Output> told(Project project) {
        return Optional.empty();
    }

    /** What is said without a look at the lake. */
    record Output(String text, String json) implements Printed {}

    @Override
    public final Integer call() {
        penstock = (Penstock) spec.root().userObject();
        Project project = open();
        return print(penstock, told(project).<Printed>map(told -> told).orElseGet(() -> over(project, this::look)));
    }

    /** A look at the lake of a project. */
    interface Look {
        Printed look(Project project, Lake lake, SparkSession spark);
    }

    static Printed over(Project project, Look look) {
        SparkSession spark = Session.open("penstock");
        return look.look(project, Lake.at(spark, project.lakeRoot()), spark);
    }

    /** Prints as the options ask for; gives the exit code. */
    static int print(Penstock penstock, Printed found) {
        System.out.print(penstock.output == Penstock.Output.json ? found.json() : found.text());
        return found.exit().code();
    }
}

package io.penstock.scoring;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Run;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.training.Response;
import java.util.List;
import org.apache.spark.sql.RowFactory;

/**
 * Carries out what a monitor's verdict asks for.
 *
 * <p>{@code block} and {@code fallback} need nothing more: scoring reads the verdict. {@code retrain} is written into {@code
 * meta/decisions}, once a model and day, and starts nothing.
 */
public final class Responses {
    /** The verdict of a decision that a training is due. */
    static final String DUE = "due";

    private static final String POLICY = "monitor/1";

    private final Lake lake;

    public Responses(Lake lake) {
        this.lake = requireNonNull(lake, "lake");
    }

    /** Does what a signal of a model asks for. */
    public void carryOut(Signal signal, String model, Run run) {
        if (signal.response() != Response.RETRAIN) {
            return;
        }
        new NewRecords(lake, MetaTable.DECISIONS, List.of("model", "date", "policy_version"), List.of("verdict"))
                .append(
                        model,
                        List.of(RowFactory.create(
                                model,
                                signal.date(),
                                DUE,
                                List.of(signal.text()),
                                null,
                                null,
                                POLICY,
                                run.id().value())));
    }
}

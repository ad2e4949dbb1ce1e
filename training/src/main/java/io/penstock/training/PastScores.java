package io.penstock.training;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Json;
import io.penstock.validation.Profile;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a model's scores and its labels were distributed in the past: what later ones are compared with.
 *
 * <p>The scores are those of the train split, each given by a model that was grown without the row's fold: a model's scores
 * of the very rows that it was grown from are too sure of themselves.
 *
 * @param schemaVersion of the stored form
 * @param split of the training set that the rows are from
 * @param folds into which it was cut
 * @param foldDays consecutive days that share a fold
 * @param profile of the columns {@code score} and {@code label}, by day of the moment
 * @param losses of each day, in ISO form and in order
 */
public record PastScores(
        int schemaVersion, String split, int folds, int foldDays, Profile profile, SortedMap<String, DayLoss> losses) {
    static final int SCHEMA_VERSION = 1;
    private static final double SHARE = 0.95;

    /** The sum of the log losses of a day's rows. */
    public record DayLoss(long rows, double sum) {}

    public PastScores {
        requireNonNull(split, "split");
        requireNonNull(profile, "profile");
        losses = Collections.unmodifiableSortedMap(new TreeMap<>(losses));
    }

    /**
     * The mean log loss that 95 % of all stretches of so many consecutive days stay below; empty where there are not twice
     * as many days.
     */
    public Optional<Double> highestLoss(int days) {
        if (days < 1 || losses.size() < 2 * days) {
            return Optional.empty();
        }
        List<DayLoss> inOrder = List.copyOf(losses.values());
        double[] means = new double[inOrder.size() - days + 1];
        for (int first = 0; first < means.length; first++) {
            List<DayLoss> stretch = inOrder.subList(first, first + days);
            means[first] = stretch.stream().mapToDouble(DayLoss::sum).sum()
                    / stretch.stream().mapToLong(DayLoss::rows).sum();
        }
        Arrays.sort(means);
        return Optional.of(means[(int) Math.ceil(SHARE * means.length) - 1]);
    }

    String toJson() {
        return Json.write(this);
    }

    static PastScores fromJson(String text) {
        return Json.read(text, PastScores.class);
    }
}

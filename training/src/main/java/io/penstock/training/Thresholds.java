package io.penstock.training;

import java.util.Arrays;

/** Settles from which score on a decision is positive. */
final class Thresholds {
    /** No score reaches it: every decision is negative. */
    private static final double NEVER = Math.nextUp(1.0);

    private Thresholds() {}

    /** The defined one, or the one of least cost on these scores; of equal costs the highest. */
    static double of(Decide decide, ScoreTable scores) {
        if (decide instanceof Decide.Cost cost) {
            return cheapest(cost, scores);
        }
        return ((Decide.Threshold) decide).threshold();
    }

    private static double cheapest(Decide.Cost cost, ScoreTable scores) {
        long missed = Arrays.stream(scores.positives()).sum();
        long alarms = 0;
        double best = NEVER;
        double least = missed * cost.falseNegative();
        for (int i = 0; i < scores.size(); i++) {
            missed -= scores.positives()[i];
            alarms += scores.negatives()[i];
            boolean lastOfScore = i + 1 == scores.size() || scores.score()[i + 1] != scores.score()[i];
            double costs = missed * cost.falseNegative() + alarms * cost.falsePositive();
            if (lastOfScore && costs < least) {
                least = costs;
                best = scores.score()[i];
            }
        }
        return best;
    }
}

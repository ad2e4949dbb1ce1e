/**
 * The inside of {@link io.penstock.features.PointInTime}; nothing else uses it.
 *
 * <p>A plan is compiled first ({@link io.penstock.features.engine.JoinPlan}, {@link io.penstock.features.engine.TickPlan}):
 * each view becomes slots, conditions and windows; all views of one key share the columns of one union of events and queries.
 * The union is exchanged by key, sorted by {@code PackedTime}, and scanned as Spark's internal rows. The scan keeps an {@code
 * EventLog} for each key and view: known rows in the order of their events, exact prefix sums, counts and stacks of extremes
 * over them, and one index a window. Hot keys are split by time where counts say that it pays ({@code SkewPlan}).
 */
package io.penstock.features.engine;

package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Sql;
import java.math.BigDecimal;
import java.util.Optional;

/** What a feature does with the rows of its window; over none of them counts are 0 and all others are null. */
public sealed interface Aggregate {
    /** What is aggregated; empty where whole rows are counted, and where other features are taken. */
    Optional<Sql> input();

    /** Whether it asks for the order of whole rows. */
    default boolean isOrdered() {
        return false;
    }

    /** Whether it is 0 over no rows, and not null. */
    default boolean isZeroWhenEmpty() {
        return false;
    }

    /** The rows, or those where the expression is not null. */
    record Count(Optional<Sql> of) implements Aggregate {
        public Count {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return of;
        }

        @Override
        public boolean isZeroWhenEmpty() {
            return true;
        }
    }

    /** How many different values there are, exactly; nulls are left out. */
    record CountDistinct(Sql of) implements Aggregate {
        public CountDistinct {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }

        @Override
        public boolean isZeroWhenEmpty() {
            return true;
        }
    }

    /**
     * About how many different values there are, in memory that does not grow with them; nulls are left out. The standard
     * error is 1.6 %; the same rows give the same estimate, whatever their order.
     */
    record ApproxCountDistinct(Sql of) implements Aggregate {
        public ApproxCountDistinct {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }

        @Override
        public boolean isZeroWhenEmpty() {
            return true;
        }
    }

    /** The sum, exact and rounded once; nulls are left out. */
    record Sum(Sql of) implements Aggregate {
        public Sum {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }
    }

    /** The mean, exact and rounded once; nulls are left out. */
    record Mean(Sql of) implements Aggregate {
        public Mean {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }
    }

    /** The smallest; nulls are left out. */
    record Min(Sql of) implements Aggregate {
        public Min {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }
    }

    /** The greatest; nulls are left out. */
    record Max(Sql of) implements Aggregate {
        public Max {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }
    }

    /** The standard deviation of the sample; null at one row. */
    record StdDev(Sql of) implements Aggregate {
        public StdDev {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }
    }

    /** The value of the oldest row, null included. */
    record First(Sql of) implements Aggregate {
        public First {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }

        @Override
        public boolean isOrdered() {
            return true;
        }
    }

    /** The value of the newest row, null included. */
    record Last(Sql of) implements Aggregate {
        public Last {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }

        @Override
        public boolean isOrdered() {
            return true;
        }
    }

    /** The values of the newest rows, the newest first, nulls included: as many as there are, {@code n} at most. */
    record LastN(Sql of, int n) implements Aggregate {
        /** The longest list. */
        public static final int MOST = 1000;

        public LastN {
            requireNonNull(of, "of");
            if (n < 1 || n > MOST) {
                throw new IllegalArgumentException("n is " + n + ", but must be 1 to " + MOST);
            }
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }

        @Override
        public boolean isOrdered() {
            return true;
        }
    }

    /**
     * The smallest value that at least a share of {@code q} of the values do not exceed: exactly, a value that is there. At
     * 0 the smallest, at 1 the greatest; nulls are left out, NaN is greatest.
     *
     * @param q from 0 to 1, with at most {@link #DIGITS} digits after the point
     */
    record Quantile(Sql of, BigDecimal q) implements Aggregate {
        /** As exactly as {@code q} can be written. */
        public static final int DIGITS = 9;

        public Quantile {
            requireNonNull(of, "of");
            if (!isShare(q)) {
                throw new IllegalArgumentException("q is " + q + ", but must be 0 to 1");
            }
            q = q.stripTrailingZeros();
        }

        /** Whether a number can be {@code q}. */
        public static boolean isShare(BigDecimal q) {
            return q.signum() >= 0
                    && q.compareTo(BigDecimal.ONE) <= 0
                    && q.stripTrailingZeros().scale() <= DIGITS;
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }
    }

    /**
     * One feature of the same view divided by another, as doubles, rounded once; null where either is null or the second
     * is 0.
     */
    record Ratio(String of, String to) implements Aggregate {
        public Ratio {
            requireNonNull(of, "of");
            requireNonNull(to, "to");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.empty();
        }
    }
}

package io.penstock.validation;

import io.penstock.base.Durations;
import io.penstock.base.Location;
import io.penstock.base.Plural;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** How checks and what they measure are put into words. */
final class CheckText {
    private static final int VALUES_SHOWN = 10;

    private CheckText() {}

    /** What a check asks for. */
    static String expected(Check check) {
        String asked = asked(check);
        return check.where().map(where -> asked + " where " + where.text()).orElse(asked);
    }

    private static String asked(Check check) {
        if (check instanceof InRange range) {
            return range(range.min().map(BigDecimal::toPlainString), range.max().map(BigDecimal::toPlainString));
        } else if (check instanceof OneOf oneOf) {
            return "one of " + list(oneOf.values());
        } else if (check instanceof Matches matches) {
            return "matches " + matches.pattern();
        } else if (check instanceof Expression expression) {
            return expression.sql().text();
        } else if (check instanceof Unique unique) {
            return "unique " + String.join(", ", unique.columns());
        } else if (check instanceof RowCount count) {
            return range(count.min().map(String::valueOf), count.max().map(String::valueOf)) + " "
                    + Plural.of(count.max().or(count::min).orElse(0L), "row");
        } else if (check instanceof Fresh fresh) {
            return fresh.of() + " within " + Durations.print(fresh.within());
        }
        return "not null";
    }

    /** Why a row was refused. */
    static String refusal(Check check) {
        if (check instanceof Complete complete) {
            return complete.of() + " is null";
        } else if (check instanceof InRange range) {
            boolean closed = range.min().isPresent() && range.max().isPresent();
            return range.of() + (closed ? " is outside " : " is not ") + asked(range);
        } else if (check instanceof OneOf oneOf) {
            return oneOf.of() + " is not " + asked(oneOf);
        } else if (check instanceof Matches matches) {
            return matches.of() + " does not match " + matches.pattern();
        }
        return "not true: " + asked(check);
    }

    static String unevaluated(Check check) {
        return "could not be evaluated: " + expected(check);
    }

    /** What is said of a check that is broken. */
    static String broken(Check check, String reason) {
        String at = check.at().equals(Location.NONE) ? "" : check.at() + ": ";
        return at + check.name() + " cannot be evaluated, which is the fault of its definition, not of the data: "
                + reason;
    }

    /** A share with four digits, never rounded up: 1 means all. */
    static String share(long part, long whole) {
        if (whole == 0) {
            return "no rows";
        }
        BigDecimal share = BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 4, RoundingMode.DOWN);
        return share.signum() == 0 ? "0" : share.stripTrailingZeros().toPlainString();
    }

    private static String range(Optional<String> min, Optional<String> max) {
        if (max.isEmpty()) {
            return min.map(least -> "at least " + least).orElse("any");
        }
        return min.map(least -> least + "..").orElse("at most ") + max.get();
    }

    private static String list(List<String> values) {
        String shown = String.join(", ", values.subList(0, Math.min(VALUES_SHOWN, values.size())));
        return values.size() <= VALUES_SHOWN ? shown : shown + " and " + (values.size() - VALUES_SHOWN) + " more";
    }
}

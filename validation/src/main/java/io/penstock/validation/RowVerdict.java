package io.penstock.validation;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * A row check's bits in the mask of its severity: one for a row that fails, one more for a row on which the check throws;
 * such a row fails too.
 */
record RowVerdict(RowPredicate predicate, long failed, long threw) {

    /** This check's part of a row's mask. */
    Column mask() {
        Column bit = when(predicate.fails(), lit(failed)).otherwise(lit(0L));
        return predicate.canThrow() ? Guarded.orElse(bit, lit(threw)) : bit;
    }

    Check check() {
        return predicate.check();
    }

    /** Structs of name, column and message; null where the mask does not have the bit. */
    List<Column> reasons(Column mask) {
        List<Column> reasons = new ArrayList<>();
        reasons.add(reason(mask, failed, CheckText.refusal(check())));
        if (predicate.canThrow()) {
            reasons.add(reason(mask, threw, CheckText.unevaluated(check())));
        }
        return reasons;
    }

    private Column reason(Column mask, long bit, String message) {
        return when(
                mask.bitwiseAND(bit).notEqual(0L),
                struct(
                        lit(check().name()).as("check_name"),
                        lit(check().column().orElse(null)).cast("string").as("column_name"),
                        lit(message).as("message")));
    }
}

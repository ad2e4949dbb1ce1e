package io.penstock.validation;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/** What is gathered of a slice, row by row; the tallies of its parts are merged in any order. */
interface Tally extends Serializable {
    /** Another one of the same kind that has seen no row. */
    Tally fresh();

    /** Sees a row of a scan's inputs. */
    void add(InternalRow row);

    /** Has seen its last row, and merges from now on; may keep so many values of rows, and tells how many it does. */
    default int seal(int room) {
        return 0;
    }

    /** Takes in what another one of the same kind has seen. */
    void merge(Tally other);
}

package io.penstock.features.engine;

import java.io.Serializable;

/** Makes the state of one view for one key. */
@FunctionalInterface
interface StateFactory extends Serializable {
    /** {@code columns} is the number of columns of the exchange's rows. */
    ViewState create(int columns);
}

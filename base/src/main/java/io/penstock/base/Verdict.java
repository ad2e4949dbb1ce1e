package io.penstock.base;

import java.util.Locale;

/** How a step ended. */
public enum Verdict {
    /** Something was decided and committed. */
    OK,
    /** Same slice, same definition, same inputs: nothing was committed. */
    NOTHING_TO_DO,
    /** A gate or an incomplete input stopped it; what was published before stands. */
    BLOCKED,
    /** A fault; the run can be repeated. */
    FAILED;

    /** The verdict of several steps together: the worst of them; {@code NOTHING_TO_DO} only if all had nothing to do. */
    public Verdict and(Verdict other) {
        if (this == NOTHING_TO_DO || other == NOTHING_TO_DO) {
            return this == NOTHING_TO_DO ? other : this;
        }
        return compareTo(other) >= 0 ? this : other;
    }

    /** As results and tables spell it: {@code nothing_to_do}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

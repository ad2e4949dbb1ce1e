package io.penstock.training;

import java.util.Locale;

/** Where trees are grown. */
public enum DeviceChoice {
    /** On the GPU where there is a usable one and the build has it, else on the CPU. */
    AUTO,

    CPU,

    /** On the GPU, or training is refused. */
    CUDA;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

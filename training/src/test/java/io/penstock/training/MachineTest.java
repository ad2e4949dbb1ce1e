package io.penstock.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.UserError;
import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void autoTakesTheGpuOnlyWhereBuildAndDeviceAreThere() {
        assertThat(new Machine(true, true).device(DeviceChoice.AUTO, "late")).isEqualTo("cuda");
        assertThat(new Machine(false, true).device(DeviceChoice.AUTO, "late")).isEqualTo("cpu");
        assertThat(new Machine(true, false).device(DeviceChoice.AUTO, "late")).isEqualTo("cpu");
        assertThat(new Machine(true, true).device(DeviceChoice.CPU, "late")).isEqualTo("cpu");
    }

    @Test
    void cudaWithoutTheBuildOrTheDeviceIsRefusedBeforeXgboostAborts() {
        assertThatThrownBy(() -> new Machine(false, true).device(DeviceChoice.CUDA, "late"))
                .isInstanceOf(UserError.class)
                .hasMessage("train.device of model late is cuda, but this build has no GPU code: build with the Maven"
                        + " profile gpu, or set device: auto");
        assertThatThrownBy(() -> new Machine(true, false).device(DeviceChoice.CUDA, "late"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(
                        "train.device of model late is cuda, but no GPU answers (nvidia-smi -L lists none");
    }
}

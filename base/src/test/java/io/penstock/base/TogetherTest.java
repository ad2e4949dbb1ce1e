package io.penstock.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TogetherTest {

    @Test
    void resultsStandInTheOrderOfTheStepsThatRanAtTheSameTime() {
        CountDownLatch both = new CountDownLatch(2);
        Supplier<Boolean> meets = () -> {
            both.countDown();
            return awaits(both);
        };
        assertThat(Together.run(List.of(meets, meets, () -> false))).containsExactly(true, true, false);
    }

    @Test
    void firstFailureIsThrownWhenWhatWasUnderWayHasEnded() {
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch failed = new CountDownLatch(1);
        List<Supplier<Integer>> steps = new ArrayList<>();
        steps.add(() -> {
            failed.countDown();
            throw new UserError("first");
        });
        steps.add(() -> {
            awaits(failed);
            return ended.incrementAndGet();
        });

        assertThatThrownBy(() -> Together.run(steps))
                .isInstanceOf(UserError.class)
                .hasMessage("first");
        assertThat(ended).hasValue(1);
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

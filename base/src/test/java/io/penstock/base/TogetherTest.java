package io.penstock.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
        assertThat(Together.map(List.of(meets, meets, () -> false), Supplier::get))
                .containsExactly(true, true, false);
    }

    @Test
    void firstFailureIsThrownWhenWhatWasUnderWayHasEnded() {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch failed = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        Supplier<Integer> slow = () -> {
            begun.countDown();
            awaits(failed);
            return ended.incrementAndGet();
        };
        List<Supplier<Integer>> steps = new ArrayList<>();
        steps.add(() -> {
            awaits(begun);
            try {
                throw new UserError("first");
            } finally {
                new Thread(failed::countDown).start();
            }
        });
        steps.addAll(List.of(slow, slow));

        assertThatThrownBy(() -> Together.map(steps, Supplier::get))
                .isInstanceOf(UserError.class)
                .hasMessage("first");
        assertThat(ended).as("steps under way that have ended").hasValue(2);
    }

    @Test
    void aCheckedFailureThatNobodyDeclaredIsThrownAsItIs() {
        Supplier<Integer> scala = () -> TogetherTest.<RuntimeException>sneaky(new IOException("from Scala"));

        assertThatThrownBy(() -> Together.map(List.of(scala), Supplier::get))
                .isInstanceOf(IOException.class)
                .hasMessage("from Scala");
    }

    @Test
    void whatTwoStepsGaveIsPutTogether() {
        assertThat(Together.<String, Integer, String>both(() -> "a", () -> 2, (text, number) -> text + number))
                .isEqualTo("a2");
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> Integer sneaky(Throwable failure) throws E {
        throw (E) failure;
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

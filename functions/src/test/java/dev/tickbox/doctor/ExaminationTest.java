package dev.tickbox.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.doctor.Finding.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExaminationTest {
    private record OneLook(String area, Supplier<String> text) implements Look {
        @Override
        public List<Finding> look() {
            return List.of(Finding.good(area, text.get()));
        }
    }

    private static List<Finding> examine(Duration patience, Look... looks) {
        return new Examination(patience).of(List.of(looks));
    }

    @Test
    void a_look_that_hangs_is_bad_and_the_others_are_there_in_their_order() {
        CountDownLatch never = new CountDownLatch(1);
        List<Finding> found = examine(
                Duration.ofMillis(300),
                new OneLook("first", () -> "well"),
                new OneLook("stuck", () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return "never";
                }),
                new OneLook("last", () -> "well"));
        assertThat(found.stream().map(Finding::area)).containsExactly("first", "stuck", "last");
        assertThat(found.get(1).verdict()).isEqualTo(Verdict.BAD);
        assertThat(found.get(1).text()).startsWith("no answer within");
        never.countDown();
    }

    @Test
    void whatever_a_look_throws_the_others_are_there() {
        List<Finding> found = examine(
                Duration.ofSeconds(10),
                new OneLook("error", () -> {
                    throw new NoClassDefFoundError("com/example/Gone");
                }),
                new OneLook("exception", () -> {
                    throw new IllegalStateException("two\n  lines");
                }),
                new OneLook("last", () -> "well"));
        assertThat(found.get(0).text()).contains("cannot be looked at", "com/example/Gone");
        assertThat(found.get(1).text()).isEqualTo("cannot be looked at: two lines");
        assertThat(found.get(2).verdict()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void looks_are_made_side_by_side() {
        CyclicBarrier together = new CyclicBarrier(3);
        Supplier<String> meets = () -> {
            try {
                return "met " + (together.await() >= 0);
            } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        };
        assertThat(examine(
                        Duration.ofSeconds(10),
                        new OneLook("a", meets),
                        new OneLook("b", meets),
                        new OneLook("c", meets)))
                .allMatch(each -> each.text().equals("met true"));
    }
}

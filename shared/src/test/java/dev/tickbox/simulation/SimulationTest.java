package dev.tickbox.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code -Dtickbox.seeds=N} for more histories, {@code -Dtickbox.seed=S} to replay one and read it whole. */
class SimulationTest {
    private static final int SHOWN_LINES = 60;
    private static final int SIDE_BY_SIDE = 2;
    private static final int FEW = 100;

    /** In a few seconds, while one works. */
    @Test
    void the_first_hundred_histories_keep_every_promise() throws Exception {
        if (System.getProperty("tickbox.seed", "").isEmpty()) {
            check(tell(FEW, false), "");
        }
    }

    @Test
    @Tag("long")
    void every_history_keeps_every_promise() throws Exception {
        String one = System.getProperty("tickbox.seed", "");
        if (!one.isEmpty()) {
            SeededHistory.Told told = SeededHistory.tell(Long.parseLong(one), Boolean.getBoolean("tickbox.wired"));
            told.story().forEach(System.out::println);
            assertThat(told.broken()).isEmpty();
            return;
        }
        check(tell(Long.getLong("tickbox.seeds", 2000), false), "");
    }

    /** The same, bought with the real SDK over a socket that breaks. */
    @Test
    @Tag("long")
    void so_does_every_history_over_a_socket() throws Exception {
        if (System.getProperty("tickbox.seed", "").isEmpty()) {
            check(tell(Long.getLong("tickbox.wiredSeeds", 60), true), " -Dtickbox.wired=true");
        }
    }

    private static void check(List<SeededHistory.Told> broken, String how) {
        StringBuilder report = new StringBuilder(summary(broken));
        Set<String> shown = new HashSet<>();
        broken.stream().filter(told -> shown.add(told.check())).forEach(told -> report.append(tail(told, how)));
        assertThat(broken.size())
                .as("histories that broke a promise, and the first of each kind:%n%s", report)
                .isZero();
    }

    @Test
    void a_seed_always_tells_the_same_history() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(SeededHistory.tell(seed).hash())
                    .as("seed %d", seed)
                    .isEqualTo(SeededHistory.tell(seed).hash());
        }
        assertThat(SeededHistory.tell(1).hash())
                .isNotEqualTo(SeededHistory.tell(2).hash());
    }

    private static List<SeededHistory.Told> tell(long seeds, boolean isWired) throws InterruptedException {
        var next = new AtomicLong(1);
        var broken = new ConcurrentLinkedQueue<SeededHistory.Told>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < SIDE_BY_SIDE; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (long seed = next.getAndIncrement(); seed <= seeds; seed = next.getAndIncrement()) {
                    SeededHistory.Told told = SeededHistory.tell(seed, isWired);
                    if (told.broken().isPresent()) {
                        broken.add(told.tail(SHOWN_LINES));
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return broken.stream()
                .sorted(java.util.Comparator.comparingLong(SeededHistory.Told::seed))
                .toList();
    }

    /** How often each check failed, and the first seed that shows it. */
    private static String summary(List<SeededHistory.Told> broken) {
        Map<String, List<Long>> seeds = new TreeMap<>();
        broken.forEach(told ->
                seeds.computeIfAbsent(told.check(), each -> new ArrayList<>()).add(told.seed()));
        return seeds.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue().size() + " histories, such as seed "
                        + each.getValue().getFirst())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String tail(SeededHistory.Told told, String how) {
        Throwable why = told.broken().orElseThrow();
        Throwable cause = why.getCause() == null ? why : why.getCause();
        return "\nseed " + told.seed() + ": " + cause
                + "\n  replay: mvn -pl shared test -Dtest=SimulationTest -Dtickbox.seed="
                + told.seed() + how + "\n  at " + cause.getStackTrace()[0] + "\n  "
                + String.join("\n  ", told.story()) + "\n";
    }
}

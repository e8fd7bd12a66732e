package dev.tickbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Store;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.TestKey;
import dev.tickbox.vendor.WireFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A sample of the matrix, bought with the real SDK over a socket that breaks. */
@Tag("long")
class OverTheWireTest {
    private static final Table TABLE = new Table();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Reply HTML = new Reply(200, Map.of("Content-Type", "text/html"), "<html>" + TestKey.TOLD);
    private static final List<WireFault> FAULTS = List.of(
            new WireFault.ResetAfter(true),
            new WireFault.ResetAfter(false),
            new WireFault.Cut(5),
            new WireFault.Cut(45),
            new WireFault.Instead(HTML, true),
            new WireFault.Instead(Reply.error(503, "unavailable", TestKey.TOLD), true),
            new WireFault.Instead(Reply.error(503, "unavailable", TestKey.TOLD).with("Retry-After", "0"), false),
            new WireFault.Instead(Reply.error(429, "rate_limit_exceeded", TestKey.TOLD), false));

    @AfterAll
    static void print() {
        System.out.println(TABLE.text());
    }

    private static void everyDeathAndFreeze(Scene scene) {
        Matrix matrix = new Matrix(MemoryStore::new, Sites.inMemory(), TABLE);
        List<String> broken = matrix.play(scene, call -> Way.leavesSomething(call) || call.startsWith("generator."), 1);
        assertThat(broken.stream().limit(20)).as(broken.size() + " broken").isEmpty();
    }

    /** Each fault at each request that is made in peace. */
    private static void everyBrokenConnection(Scene scene) {
        int requests = played(scene, 0, FAULTS.getFirst(), new ArrayList<>());
        assertThat(requests).isPositive();
        List<String> broken = new ArrayList<>();
        for (int at = 1; at <= requests; at++) {
            for (WireFault fault : FAULTS) {
                played(scene, at, fault, broken);
            }
        }
        assertThat(broken).isEmpty();
    }

    private static int played(Scene scene, int at, WireFault fault, List<String> broken) {
        AtomicInteger requests = new AtomicInteger();
        try (Store store = new MemoryStore();
                Play play = new Play(scene, store, Sites.inMemory(), it -> CrashFault.none(() -> it.books.look("")))) {
            play.wire.orElseThrow().fake().plan(each -> requests.incrementAndGet() == at, fault);
            play.untilTheEnd();
            Verdict verdict = new Promises(play).verdict();
            verdict.broken()
                    .forEach(each -> broken.add(scene.name() + ", " + fault + " at request " + at + ": " + each));
            if (scene.canBeAsked() && verdict.boughtTwice() > 0) {
                broken.add(scene.name() + ", " + fault + " at request " + at + ": bought twice");
            }
            return requests.get();
        }
    }

    @Test
    void a_batch_is_bought_once_wherever_a_process_dies_or_freezes() {
        everyDeathAndFreeze(Scene.ofBatches(Faults.NONE));
    }

    @Test
    void a_batch_whose_reply_is_lost_is_found_in_the_listing_once_it_shows_there() {
        everyDeathAndFreeze(Scene.ofBatches(Scene.losing(1000, 0, true)));
    }

    @Test
    void an_interaction_is_bought_again_only_where_that_is_booked() {
        everyDeathAndFreeze(Scene.ofInteractions());
    }

    @Test
    void an_interaction_is_bought_once_where_the_vendor_calls() {
        everyDeathAndFreeze(Scene.ofInteractionsWithCalls(SOON));
    }

    @Test
    void a_call_that_comes_hours_later_still_comes_before_it_is_bought_again() {
        Matrix matrix = new Matrix(MemoryStore::new, Sites.inMemory(), TABLE);
        assertThat(matrix.play(
                        Scene.ofInteractionsWithCalls(Duration.ofHours(3)), call -> call.equals("generator.submit"), 1))
                .isEmpty();
    }

    @Test
    void whatever_breaks_on_the_wire_every_promise_holds() {
        everyBrokenConnection(Scene.ofBatches(Faults.NONE));
        everyBrokenConnection(Scene.ofInteractions());
        everyBrokenConnection(Scene.ofInteractionsWithCalls(SOON));
    }
}

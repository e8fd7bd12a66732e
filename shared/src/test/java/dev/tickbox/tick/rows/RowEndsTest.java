package dev.tickbox.tick.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.ledger.SeenRow;
import dev.tickbox.operator.RetryRows;
import dev.tickbox.outbox.Article;
import dev.tickbox.program.Program;
import dev.tickbox.program.RowOptions;
import dev.tickbox.program.RowProgram;
import dev.tickbox.program.Steps;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickContext.Code;
import dev.tickbox.tick.context.TickContext.RowCode;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How rows end that did something else than to buy a text. */
class RowEndsTest {
    private static final List<Map<String, Object>> MOSS = List.of(Map.of("topic", "moss"));

    private World world = new World(new MemoryStore(), Faults.NONE, 1);
    private Program job = steps -> {};
    private RowProgram row = (steps, columns) -> columns;

    /** Its name is what the table says; the tests give an object of their own. */
    private static final class Named implements RowProgram {
        @Override
        public Map<String, Object> run(Steps steps, Map<String, Object> columns) {
            throw new AssertionError();
        }
    }

    @BeforeEach
    void begin() {
        world.push(Contents.of(Contents.java("nightly", "garden", "0 6 * * *", "com.example.Nightly")));
    }

    private Ticks ticks() {
        TickContext.Programs classes = new TickContext.Programs() {
            @Override
            public Code job(String name) {
                return new Code(job, "1");
            }

            @Override
            public RowCode row(String name) {
                return new RowCode(row, "1");
            }
        };
        TickContext context =
                world.context(world.store, new SimulatedGenerator(world.vendor), site -> world.site(site.id()));
        return new Ticks(context.withPrograms(classes), Optional.empty());
    }

    private void pass(Duration time) {
        for (long i = 0; i < time.toMinutes(); i += 5) {
            world.clock.advance(Duration.ofMinutes(5));
            ticks().submit();
            ticks().reclaim();
        }
    }

    private List<Fields> all(Collection collection) {
        return world.store.all(Query.of(collection, 50)).stream()
                .map(Document::fields)
                .toList();
    }

    private static Article article(String title) {
        return new Article(title, title, "", "A text.");
    }

    static Stream<Optional<Map<String, Object>>> whatCannotBeKept() {
        return Stream.of(
                Optional.empty(),
                Optional.of(Map.of("at", Instant.EPOCH)),
                Optional.of(Map.of("text", "x".repeat(20_000_000))));
    }

    @ParameterizedTest
    @MethodSource("whatCannotBeKept")
    void a_row_that_gives_what_cannot_be_kept_fails_at_once_and_says_so(Optional<Map<String, Object>> given) {
        job = steps -> steps.each("notes", MOSS, RowOptions.of("topic", 9), Named.class);
        row = (steps, columns) -> asAClassMayReturn(given);
        pass(Duration.ofMinutes(70));

        assertThat(all(RunDocument.ROWS)).singleElement().satisfies(failed -> {
            assertThat(failed.text("state")).isEqualTo("FAILED");
            assertThat(failed.text("why")).doesNotContain("ticks in a row").isNotBlank();
        });
    }

    @SuppressWarnings("NullAway") // what a class does that is not checked
    private static Map<String, Object> asAClassMayReturn(Optional<Map<String, Object>> given) {
        @Nullable Map<String, Object> found = given.orElse(null);
        return found;
    }

    @Test
    void a_row_that_has_queued_an_article_and_is_left_out_keeps_its_claim() {
        job = steps -> steps.each("notes", MOSS, RowOptions.of("topic", 9).newOnly(), Named.class);
        row = (steps, columns) -> {
            steps.publish("out", "garden", article("moss"));
            steps.require("worth", false, "too short");
            return columns;
        };
        pass(Duration.ofDays(2));

        assertThat(all(SeenRow.ALL))
                .singleElement()
                .satisfies(seen -> assertThat(seen.text("state")).isEqualTo("TAKEN"));
        assertThat(world.site("garden").effects()).hasSize(1);
    }

    @Test
    void what_a_row_has_queued_is_published_although_a_gate_of_its_run_does_not_hold() {
        job = steps -> {
            steps.each("notes", MOSS, RowOptions.of("topic", 9), Named.class);
            steps.generate("long", new Request(Contents.MODEL, "Write.", Optional.empty(), Optional.empty(), 600))
                    .text();
            steps.require("worth", false, "too short");
        };
        row = (steps, columns) -> {
            steps.publish("out", "garden", article("moss"));
            steps.generate("note", new Request(Contents.MODEL, "Note.", Optional.empty(), Optional.empty(), 600))
                    .text();
            return columns;
        };
        world.site("garden").down(true);
        for (int i = 0; i < 40 && !leftOut(); i++) {
            pass(Duration.ofMinutes(5));
        }
        assertThat(leftOut()).isTrue();
        assertThat(all(ItemDocument.ALL))
                .singleElement()
                .satisfies(item -> assertThat(item.text("state")).isIn("PENDING", "CLAIMED"));
        world.site("garden").down(false);
        pass(Duration.ofHours(3));

        assertThat(world.site("garden").effects()).hasSize(1);
        assertThat(all(RunDocument.ROWS))
                .singleElement()
                .satisfies(row -> assertThat(row.text("state")).isEqualTo("LEFT_OUT"));
    }

    @Test
    void a_run_that_is_retried_gives_its_rows_their_whole_time_again() {
        Duration slow = Duration.ofMinutes(50);
        world = new World(new MemoryStore(), Faults.NONE.within(slow, slow), 1);
        begin();
        AtomicBoolean isBroken = new AtomicBoolean(true);
        List<Map<String, Object>> two = List.of(Map.of("topic", "moss"), Map.of("topic", "fern"));
        RowOptions both = RowOptions.of("topic", 9).withMinRows(2).skippingFailures();
        job = steps -> steps.each("notes", two, both.withWithin(Duration.ofMinutes(80)), Named.class)
                .rows();
        row = (steps, columns) -> {
            if (isBroken.get() && columns.containsValue("fern")) {
                throw new IllegalStateException("broken");
            }
            steps.generate("note", new Request(Contents.MODEL, "Note.", Optional.empty(), Optional.empty(), 600))
                    .text();
            return columns;
        };
        pass(Duration.ofMinutes(150));
        assertThat(all(RunDocument.ALL).getFirst().text("state")).isEqualTo("FAILED");

        isBroken.set(false);
        String run =
                world.store.all(Query.of(RunDocument.ALL, 2)).getFirst().ref().id();
        new RetryRows(world.context(), "operator").of(run, row -> {});
        new Runs(world.context(), "operator").apply(run, new RunEvent.Resume());
        pass(Duration.ofMinutes(90));
        assertThat(all(RunDocument.ALL).getFirst().text("state")).isEqualTo("DONE");
    }

    private boolean leftOut() {
        return all(RunDocument.ALL).stream().anyMatch(run -> run.text("state").equals("LEFT_OUT"));
    }
}

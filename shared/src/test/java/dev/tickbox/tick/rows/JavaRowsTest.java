package dev.tickbox.tick.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.program.Program;
import dev.tickbox.program.RowOptions;
import dev.tickbox.program.RowProgram;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job in Java whose rows are done by a class. */
class JavaRowsTest {
    private static final String MEND = "tickbox run nightly --from ";

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    /** What the code of the two classes is now. */
    private Code code = new Code("1", List.of("moss", "fern"), "A note on ");

    /** @param more columns of every row */
    private record Code(String hash, List<String> topics, String prompt, Map<String, Object> more) {
        Code(String hash, List<String> topics, String prompt) {
            this(hash, topics, prompt, Map.of());
        }
    }

    /** Its name is what the job says; the tests give an object of their own. */
    private static final class Note implements RowProgram {
        private final String prompt;

        Note(String prompt) {
            this.prompt = prompt;
        }

        @Override
        public Map<String, Object> run(dev.tickbox.program.Steps steps, Map<String, Object> row) {
            String text = steps.generate("note", ask(prompt + row.get("topic"))).text();
            // The last is an integer that most readers of JSON round.
            return Map.of(
                    "topic",
                    String.valueOf(row.get("topic")),
                    "length",
                    (long) text.length(),
                    "post",
                    9_007_199_254_740_993L);
        }
    }

    private static Request ask(String prompt) {
        return new Request(Contents.MODEL, prompt, Optional.empty(), Optional.empty(), 600);
    }

    private static Program program(Code code) {
        return steps -> {
            List<Map<String, Object>> rows = code.topics().stream()
                    .map(topic -> {
                        Map<String, Object> row = new TreeMap<>(code.more());
                        row.put("topic", topic);
                        return row;
                    })
                    .toList();
            long count = steps.each("notes", rows, RowOptions.of("topic", 9), Note.class)
                    .rows()
                    .size();
            steps.step("count", count, () -> count);
        };
    }

    @BeforeEach
    void begin() {
        world.push(Contents.of(Contents.java("nightly", "garden", "0 6 * * *", "com.example.Nightly")));
    }

    private void tick(int times, boolean collects) {
        for (int i = 0; i < times; i++) {
            world.clock.advance(Duration.ofMinutes(2));
            TickContext context = world.context(
                            world.store, new SimulatedGenerator(world.vendor), site -> world.site(site.id()))
                    .withPrograms(classes(code));
            new Ticks(context, Optional.empty()).submit();
            if (collects) {
                new Ticks(context, Optional.empty()).reclaim();
            }
        }
    }

    private static TickContext.Programs classes(Code code) {
        return new TickContext.Programs() {
            @Override
            public TickContext.Code job(String name) {
                return new TickContext.Code(program(code), code.hash());
            }

            @Override
            public TickContext.RowCode row(String name) {
                assertThat(name).isEqualTo(Note.class.getName());
                return new TickContext.RowCode(new Note(code.prompt()), code.hash());
            }
        };
    }

    private Fields run() {
        return world.store.all(Query.of(RunDocument.ALL, 5)).getFirst().fields();
    }

    private List<Fields> rows() {
        return world.store.all(Query.of(RunDocument.ROWS, 50)).stream()
                .map(row -> row.fields())
                .toList();
    }

    /** Until rows have bought and the vendor has not answered. */
    private void untilOrdered() {
        for (int i = 0; i < 60 && world.vendor.jobs().size() < 2; i++) {
            tick(1, /* collects= */ false);
        }
        assertThat(run().text("state")).as("%s", run()).isEqualTo("WAITING");
    }

    @Test
    void each_row_is_done_by_the_class_and_the_job_reads_what_it_gave() {
        untilOrdered();
        tick(20, /* collects= */ true);
        assertThat(run().text("state")).as("%s %s", run(), rows()).isEqualTo("DONE");
        assertThat(rows()).allSatisfy(row -> assertThat(row.text("line")).contains("\"length\":"));
        assertThat(world.vendor.jobs()).hasSize(2);
    }

    @Test
    void new_code_that_gives_the_same_rows_goes_on() {
        untilOrdered();
        code = new Code("2", code.topics(), code.prompt());
        tick(20, /* collects= */ true);
        assertThat(run().text("state")).as("%s", run()).isEqualTo("DONE");
        assertThat(world.vendor.jobs()).hasSize(2);
    }

    @Test
    void new_code_that_gives_other_rows_fails_and_names_the_mend_and_buys_nothing() {
        untilOrdered();
        code = new Code("2", List.of("moss", "lichen"), code.prompt());
        tick(20, /* collects= */ true);
        assertThat(run().text("state")).isEqualTo("FAILED");
        assertThat(run().text("why")).contains("gives other rows", MEND, " --at notes");
        assertThat(world.vendor.jobs()).hasSize(2);
    }

    @Test
    void new_code_that_gives_the_same_rows_other_columns_fails_and_names_the_mend_and_buys_nothing() {
        untilOrdered();
        code = new Code("2", code.topics(), code.prompt(), Map.of("bed", "north"));
        tick(20, /* collects= */ true);
        assertThat(run().text("state")).isEqualTo("FAILED");
        assertThat(run().text("why")).contains("gives other rows or columns", MEND, " --at notes");
        assertThat(world.vendor.jobs()).hasSize(2);
    }

    @Test
    void new_code_of_a_row_that_asks_for_another_text_fails_the_row_and_buys_nothing() {
        untilOrdered();
        code = new Code("2", code.topics(), "Something else on ");
        tick(20, /* collects= */ true);
        assertThat(rows()).allSatisfy(row -> {
            assertThat(row.text("state")).isEqualTo("FAILED");
            assertThat(row.text("why")).contains("another text", MEND, " --at notes");
        });
        assertThat(world.vendor.jobs()).hasSize(2);
    }
}

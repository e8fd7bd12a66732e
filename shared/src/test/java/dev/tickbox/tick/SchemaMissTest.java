package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnIncomplete;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Generator.Finished;
import dev.tickbox.generator.Generator.Look;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Usage;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Gate;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What the vendor calls complete, and is not what was asked for; and what it calls itself. */
class SchemaMissTest {
    private static final String MISSING = "{\"title\":\"Moss\",\"slug\":\"moss\",\"summary\":\"About moss.\"}";

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Gate gate = new Gate(world);

    private void play(OnIncomplete policy, Look... first) {
        Job job = Contents.buying("daily", Contents.MODEL, Mode.BACKGROUND);
        Definition content = Contents.of(job.with(policy));
        world.push(content);
        world.start(content, 1);
        AtomicBoolean shown = new AtomicBoolean();
        gate.seen(look ->
                look instanceof Finished && first.length > 0 && shown.compareAndSet(false, true) ? first[0] : look);
        for (int i = 0; i < 10; i++) {
            world.clock.advance(Duration.ofMinutes(1));
            world.process(gate).submit();
            world.process(gate).reclaim();
        }
    }

    private static Finished finished(String text, String model) {
        return new Finished(Generator.Ending.COMPLETED, "completed", Optional.of(text), model, new Usage(100, 200, 0));
    }

    private Document reservation() {
        return world.store.all(Query.of(ReservationDocument.ALL, 10)).getFirst();
    }

    private List<Document> attempts() {
        return world.store.all(Query.of(AttemptDocument.ALL, 10));
    }

    private static Fields handle(Document attempt) {
        return attempt.fields().list("handles").getFirst();
    }

    @Test
    void a_text_that_misses_its_schema_is_incomplete_kept_and_priced() {
        play(OnIncomplete.HOLD, finished(MISSING, Contents.MODEL));

        assertThat(reservation().fields().text("state")).isEqualTo("STUCK");
        assertThat(reservation().fields().text("reason")).isEqualTo("INCOMPLETE");
        assertThat(reservation().fields().text("why"))
                .startsWith("does not match its schema: ")
                .contains("markdown")
                .endsWith("the incomplete text is stored");
        Fields handle = handle(attempts().getFirst());
        assertThat(handle.text("ending")).isEqualTo("INCOMPLETE");
        assertThat(handle.number("paid_micro_usd")).isEqualTo(75 + 750);
        assertThat(new Bodies(world.store, 1_000_000)
                        .load(reservation().fields().text("run"), handle.text("body")))
                .isEqualTo(MISSING);
        assertThat(world.site("garden").effects()).isEmpty();
    }

    @Test
    void retry_buys_it_once_more_with_twice_the_tokens() {
        play(OnIncomplete.RETRY, finished(MISSING, Contents.MODEL));

        assertThat(gate.asked()).extracting(request -> request.maxTokens()).containsExactly(2048, 4096);
        assertThat(world.site("garden").effects()).hasSize(1);
        assertThat(attempts())
                .extracting(attempt -> attempt.fields().number("wasted_micro_usd"))
                .containsExactly(75L + 750L, 0L);
    }

    /** Told to publish what is incomplete, a run that cannot still says which step it was. */
    @Test
    void publish_hands_it_on_and_the_step_fails_where_it_cannot_be_published() {
        play(OnIncomplete.PUBLISH, finished(MISSING, Contents.MODEL));

        assertThat(reservation().fields().text("state")).isEqualTo("COLLECTED");
        Document run = world.store.all(Query.of(RunDocument.ALL, 10)).getFirst();
        assertThat(run.fields().text("state")).isEqualTo("FAILED");
        assertThat(run.fields().text("why")).contains("has no markdown");
    }

    @Test
    void what_is_not_even_json_misses_its_schema() {
        play(OnIncomplete.HOLD, finished("Here is your article:", Contents.MODEL));

        assertThat(reservation().fields().text("why")).startsWith("does not match its schema: it is not JSON");
    }

    @Test
    void a_text_that_defeats_the_check_is_kept_and_priced_and_misses_its_schema() {
        String deep = MISSING.replace("}", ",\"x\":" + "[".repeat(900) + "]".repeat(900) + "}");
        play(OnIncomplete.HOLD, finished(deep, Contents.MODEL));

        assertThat(reservation().fields().text("why"))
                .startsWith("does not match its schema: the text cannot be checked: it is nested more than 200 deep");
        Fields handle = handle(attempts().getFirst());
        assertThat(handle.number("paid_micro_usd")).isEqualTo(75 + 750);
        assertThat(new Bodies(world.store, 1_000_000)
                        .load(reservation().fields().text("run"), handle.text("body")))
                .isEqualTo(deep);
    }

    @Test
    void an_answer_without_a_count_leaves_its_estimate_at_risk() {
        String text = "{\"title\":\"Moss\",\"slug\":\"moss\",\"summary\":\"About.\",\"markdown\":\"Moss.\"}";
        Finished counted = finished(text, Contents.MODEL);
        play(
                OnIncomplete.HOLD,
                new Finished(counted.ending(), "completed", counted.text(), counted.model(), Usage.UNKNOWN));

        assertThat(reservation().fields().text("state")).isEqualTo("COLLECTED");
        Document attempt = attempts().getFirst();
        assertThat(attempt.fields().number("paid_micro_usd")).isZero();
        assertThat(attempt.fields().number("risk_micro_usd"))
                .isPositive()
                .isEqualTo(attempt.fields().number("estimate_micro_usd"));
        assertThat(handle(attempt).text("why")).contains("did not report its token counts");
        Attempt read = AttemptDocument.read(attempt);
        assertThat(read.handles().getFirst().result().orElseThrow().usage()).isEqualTo(Usage.UNKNOWN);
        assertThat(read.riskMicroUsd()).isEqualTo(attempt.fields().number("risk_micro_usd"));
    }

    @Test
    void an_answer_by_a_model_that_nobody_has_priced_is_collected_and_says_how_it_was_priced() {
        String text = "{\"title\":\"Moss\",\"slug\":\"moss\",\"summary\":\"About.\",\"markdown\":\"Moss.\"}";
        play(OnIncomplete.HOLD, finished(text, "gemini-99-nova"));

        assertThat(reservation().fields().text("state")).isEqualTo("COLLECTED");
        Fields handle = handle(attempts().getFirst());
        assertThat(handle.text("model")).isEqualTo("gemini-99-nova");
        assertThat(handle.text("why"))
                .isEqualTo("completed (no price is known for gemini-99-nova: priced as " + Contents.MODEL + ")");
        assertThat(handle.number("paid_micro_usd")).isEqualTo(75 + 750);
        assertThat(world.site("garden").effects()).hasSize(1);
    }
}

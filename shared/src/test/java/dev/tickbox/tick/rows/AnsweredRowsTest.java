package dev.tickbox.tick.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Json;
import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Approval.Question;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.SeenRow;
import dev.tickbox.operator.AnswerApproval;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person is asked about the text of each row. */
class AnsweredRowsTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    @BeforeEach
    void ask() {
        Job job = Contents.rows(
                "garden",
                List.of("moss", "fern"),
                each -> each.with(List.of(
                                each.steps().getFirst(),
                                new Step.Approve("ok", "note", Optional.empty()),
                                new Step.Publish("out", "ok", "garden")))
                        .takingNewOnes());
        Definition content = Contents.of(job);
        world.push(content);
        world.start(content, 1);
        pass();
        assertThat(questions()).hasSize(2);
    }

    private void pass() {
        world.pass(Duration.ofMinutes(25));
    }

    private List<Question> questions() {
        return world.store.all(Query.of(ApprovalDocument.ALL, 5)).stream()
                .map(ApprovalDocument::read)
                .map(Approval::question)
                .sorted(java.util.Comparator.comparing(Question::run))
                .toList();
    }

    private String state(String run) {
        return world.store.get(RunDocument.ref(run)).orElseThrow().fields().text("state");
    }

    private Document root() {
        return world.store.all(Query.of(RunDocument.ALL, 5)).getFirst();
    }

    private AnswerApproval answer() {
        return new AnswerApproval(world.context(), "ana");
    }

    @Test
    void a_rejected_row_is_left_out_and_published_nowhere_and_its_text_is_wasted() {
        Question rejected = questions().getFirst();
        answer().reject(rejected, "not this one");
        answer().approve(questions().getLast());
        pass();

        assertThat(state(rejected.run())).isEqualTo("LEFT_OUT");
        assertThat(root().fields().text("state")).isEqualTo("DONE");
        assertThat(world.site("garden").effects())
                .as("the other row, and the digest")
                .hasSize(2);
        assertThat(wasted(rejected.run())).isPositive();
        assertThat(world.store.all(Query.of(SeenRow.ALL, 5)))
                .as("what was bought is not taken again")
                .allMatch(seen -> SeenRow.takenBy(Optional.of(seen)).isPresent());
        assertThat(wasted(questions().getLast().run())).isZero();
    }

    private long wasted(String row) {
        return world.store.all(Query.of(AttemptDocument.ALL, 5).where("run", row)).stream()
                .map(AttemptDocument::read)
                .mapToLong(attempt ->
                        Money.of(attempt, RunEnd.read(world.store, row)).wastedMicroUsd())
                .sum();
    }

    @Test
    void an_edited_text_is_what_its_row_publishes() {
        Question edited = questions().getFirst();
        String text = new Bodies(world.store, Integer.MAX_VALUE).load(edited.run(), edited.text());
        Map<String, Object> article = Json.parseObject(text);
        article.put("markdown", "Ana wrote this.");
        answer().approve(edited, Json.write(article));
        answer().approve(questions().getLast());
        pass();

        assertThat(state(edited.run())).isEqualTo("DONE");
        assertThat(world.site("garden").files().values())
                .filteredOn(file -> String.valueOf(file).contains("Ana wrote this."))
                .hasSize(1);
        assertThat(world.vendor.jobs()).as("nothing is bought for an edit").hasSize(3);
    }

    @Test
    void nothing_of_a_row_is_published_before_it_is_answered() {
        answer().approve(questions().getFirst());
        pass();
        assertThat(world.site("garden").effects()).hasSize(1);
        assertThat(state(questions().getLast().run())).isEqualTo("WAITING");
        assertThat(root().fields().text("state")).isEqualTo("WAITING");
    }
}

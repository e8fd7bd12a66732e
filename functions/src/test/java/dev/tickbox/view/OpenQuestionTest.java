package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Approval.Question;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenQuestionTest {
    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

    private final MemoryStore store = new MemoryStore();

    private OpenQuestion ask(String job, String run, int number) {
        Instant at = NOW.plusSeconds(number);
        Approval approval = Approval.open(
                new Question(
                        job + number, run, "ok", job, "garden", "Moss", "text", Optional.empty(), Optional.empty(), at),
                at);
        store.commit(new Write.Create(ApprovalDocument.ref(job + number), ApprovalDocument.write(approval)));
        return new OpenQuestion(approval);
    }

    @Test
    void a_question_behind_many_of_another_job_is_found() {
        for (int i = 0; i < 450; i++) {
            ask("notes", "notes@1", i);
        }
        ask("daily", "daily@1", 999);
        OpenQuestion.Listed daily = OpenQuestion.all(store, Optional.of("daily"));
        assertThat(daily.questions())
                .singleElement()
                .extracting(OpenQuestion::what)
                .isEqualTo("ok of daily@1");
        assertThat(daily.more()).isFalse();
        OpenQuestion.Listed all = OpenQuestion.all(store, Optional.empty());
        assertThat(all.questions()).hasSize(50);
        assertThat(all.more()).isTrue();
    }

    @Test
    void to_reject_a_row_ends_the_row_and_not_its_run() {
        assertThat(ask("daily", "daily@1+notes+0a", 1).ways().getLast().effect())
                .startsWith("ends the row");
        assertThat(ask("daily", "daily@1", 2).ways().getLast().effect()).startsWith("ends the run");
    }
}

package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Approval.Question;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenQuestionTest {
    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

    private static OpenQuestion of(String run) {
        Question question = new Question(
                "id", run, "ok", "daily", "garden", "Moss", "text", Optional.empty(), Optional.empty(), NOW);
        return new OpenQuestion(Approval.open(question, NOW));
    }

    @Test
    void to_reject_a_row_ends_the_row_and_not_its_run() {
        assertThat(of("daily@1+notes+0a").ways().getLast().effect()).startsWith("ends the row");
        assertThat(of("daily@1").ways().getLast().effect()).startsWith("ends the run");
    }
}

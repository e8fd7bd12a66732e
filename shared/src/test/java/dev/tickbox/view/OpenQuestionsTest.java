package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Approval.Question;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Write;
import dev.tickbox.world.BilledStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No question hides another: what is not shown is counted, with a command that shows it or answers it. */
class OpenQuestionsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

    private final BilledStore store = new BilledStore(new MemoryStore());
    private int asked;

    private void ask(String run) {
        Instant at = NOW.plusSeconds(asked);
        String id = "question" + asked++;
        String job = run.substring(0, run.indexOf('@'));
        Approval approval = Approval.open(
                new Question(id, run, "ok", job, "garden", "Moss", "text", Optional.empty(), Optional.empty(), at), at);
        store.commit(new Write.Create(ApprovalDocument.ref(id), ApprovalDocument.write(approval)));
    }

    private void runs(String job, int count) {
        for (int i = 0; i < count; i++) {
            ask(job + "@" + (1000 + i));
        }
    }

    private void rows(String table, int count) {
        for (int i = 0; i < count; i++) {
            ask(table + "+" + (1000 + i));
        }
    }

    private OpenQuestions open(String... job) {
        return OpenQuestions.of(store, List.of(job).stream().findFirst());
    }

    private List<String> more(String... job) {
        return open(job).lines(command -> "tickbox " + command).stream()
                .filter(line -> line.startsWith("  …"))
                .toList();
    }

    private static List<String> runsOf(OpenQuestions open) {
        return open.shown().stream()
                .map(each -> each.approval().question().run())
                .toList();
    }

    @Test
    void a_question_behind_many_of_another_job_is_found() {
        runs("notes", 450);
        ask("weekly@1");
        assertThat(runsOf(open("weekly"))).containsExactly("weekly@1");
        assertThat(more("weekly")).isEmpty();
        assertThat(runsOf(open())).hasSize(50).contains("weekly@1");
        assertThat(more())
                .singleElement()
                .asString()
                .startsWith("  … and 401 more of notes")
                .endsWith(": tickbox list --job notes");
    }

    @Test
    void of_many_runs_the_ones_that_wait_longest_are_shown_and_the_others_are_counted() {
        runs("zebra", 60);
        runs("apple", 60);
        OpenQuestions open = open();
        assertThat(open.count()).isEqualTo(120);
        assertThat(runsOf(open).subList(0, 25)).startsWith("zebra@1000").endsWith("zebra@1024");
        assertThat(runsOf(open).subList(25, 50)).startsWith("apple@1000").endsWith("apple@1024");
        assertThat(more())
                .containsExactly(
                        "  … and 35 more of apple; to see more of them: tickbox list --job apple",
                        "  … and 35 more of zebra; to see more of them: tickbox list --job zebra");
        assertThat(more("apple"))
                .containsExactly("  … and 10 more of apple; to see which runs wait:"
                        + " tickbox list --job apple --state waiting");
    }

    @Test
    void ten_tables_hide_no_question_of_another_job_and_none_of_their_own() {
        for (int i = 0; i < 10; i++) {
            rows("notes@" + (10 + i) + "+each", 6);
        }
        ask("notes@30");
        ask("weekly@1");
        assertThat(runsOf(open())).hasSize(50).contains("notes@30", "weekly@1");
        assertThat(more()).hasSize(10).allMatch(line -> line.contains(" more of notes@1"));
        assertThat(open().more().stream()
                        .mapToLong(OpenQuestions.More::questions)
                        .sum())
                .isEqualTo(12);
    }

    @Test
    void of_a_table_behind_many_runs_some_are_shown_and_the_others_are_counted() {
        runs("daily", 45);
        rows("daily@9000+notes", 1000);
        assertThat(runsOf(open())).hasSize(50);
        assertThat(more())
                .containsExactly(
                        "  … and 995 more of daily@9000+notes; they are shown once these are answered, and each"
                                + " can be answered now: tickbox approve daily@9000 --row KEY");
        assertThat(open().moreMaps(command -> "tickbox " + command))
                .singleElement()
                .isEqualTo(Map.of(
                        "of",
                        "daily@9000+notes",
                        "questions",
                        995L,
                        "command",
                        "tickbox approve daily@9000 --row KEY"));
    }

    @Test
    void a_run_with_many_questions_hides_none_of_its_rows() {
        for (int i = 0; i < 8; i++) {
            ask("daily@1");
        }
        ask("daily@1+notes+1");
        assertThat(runsOf(open())).hasSize(6).contains("daily@1+notes+1");
        assertThat(more()).singleElement().asString().startsWith("  … and 3 more of daily; ");
    }

    @Test
    void each_of_a_hundred_jobs_is_named_and_what_is_read_stays_small() {
        for (int i = 0; i < 100; i++) {
            runs("job" + (100 + i), 100);
        }
        long before = store.reads();
        OpenQuestions open = open();
        assertThat(open.shown()).hasSize(50);
        assertThat(open.more()).hasSize(100);
        assertThat(store.reads() - before).isLessThan(600);
    }
}

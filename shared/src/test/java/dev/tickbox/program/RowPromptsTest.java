package dev.tickbox.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickbox.Limits;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.content.reader.TestFolder;
import dev.tickbox.program.ContentProgram.ContentRow;
import dev.tickbox.program.Steps.Facts;
import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.program.Steps.Stop.Suspended;
import dev.tickbox.store.MemoryStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the steps of one row send, and what is kept of it. */
class RowPromptsTest {
    private static final String JOB = """
            sites: {garden: {publisher: folder, path: public/garden}}
            jobs:
              nightly:
                site: garden
                model: gemini-3.8-flash
                maxUsd: 1
                steps:
                  - id: found
                    generate: prompts/plain.md
                    output: {type: object, properties: {mood: {type: string}, by: {type: object, properties: {
                      name: {type: string}}}, all: {type: array, items: {type: object, properties: {
                      link: {type: string}, title: {type: string}, page: {type: object, properties: {
                      image: {type: string}}}, tags: {type: array, items: {type: string}}}}}}}
                  - id: notes
                    each: steps.found.all
                    key: link
                    maxRows: 60
                    steps:
                      - {id: note, generate: prompts/note.md}
                  - {id: last, generate: prompts/last.md}
            """;
    private static final String FOUND = "{\"mood\":\"calm\",\"by\":{\"name\":\"Ann\"},\"all\":[{\"link\":\"a\"}]}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path path;

    private Definition content(String note, String last) {
        return TestFolder.at(path)
                .file("prompts/plain.md", "x")
                .file("prompts/note.md", note)
                .file("prompts/last.md", last)
                .yaml(JOB)
                .definition();
    }

    private static ContentProgram row(Definition content, Map<String, Object> columns) {
        Job job = content.job("nightly").orElseThrow();
        Step.Each each = (Step.Each) job.steps().get(1);
        return new ContentProgram(job, Optional.of(new ContentRow(each, columns, step -> {
            assertThat(step).isEqualTo("found");
            return FOUND;
        })));
    }

    private static DryReplay steps() {
        return new DryReplay(
                new MemoryStore(),
                Limits.STANDARD,
                new Facts(
                        "notes-1",
                        "nightly",
                        "garden",
                        Optional.empty(),
                        LocalDate.parse("2026-11-21"),
                        Instant.parse("2026-11-21T05:00:00Z")),
                (site, article) -> article);
    }

    private String prompt(String note, Map<String, Object> columns) {
        DryReplay steps = steps();
        row(content(note, "x"), columns).run(steps);
        return Objects.requireNonNull(steps.requests().get("note")).prompt();
    }

    @Test
    void a_row_reads_its_columns_and_the_steps_before_its_table_by_full_path() {
        assertThat(prompt(
                        "{{row.link}} {{row.page.image}} {{steps.found.mood}} {{steps.found.by.name}} {{run.date}}",
                        Map.of("link", "a", "page", Map.of("image", "a.png"))))
                .isEqualTo("a a.png calm Ann 2026-11-21");
    }

    @Test
    void a_column_that_the_row_lacks_renders_as_nothing() {
        assertThat(prompt(
                        "<{{row.title}}{{row.page.image}}{{#row.tags}}{{.}}{{/row.tags}}{{^row.tags}}none{{/row.tags}}>",
                        Map.of("link", "a")))
                .isEqualTo("<none>");
        assertThat(prompt("{{row.page}} {{#row.page}}{{image}}{{/row.page}}", Map.of("page", Map.of("image", "b"))))
                .isEqualTo("{\"image\":\"b\"} b");
    }

    @Test
    void the_rows_of_a_table_before_it_can_be_read() {
        assertThat(prompt(
                        "{{#steps.found.all}}{{link}}-{{title}}-{{row.link}}{{/steps.found.all}}", Map.of("link", "z")))
                .isEqualTo("a--z");
    }

    @Test
    void a_line_has_what_is_kept_and_nothing_for_what_is_absent() {
        String last =
                "{{#steps.notes.rows}}{{link}}{{page.image}}{{title}}{{#tags}}{{.}}{{/tags}}{{/steps.notes.rows}}";
        assertThat(row(
                                content("x", last),
                                Map.of("link", "a", "page", Map.of("image", "p", "more", 1L), "tags", List.of("t")))
                        .line(steps()))
                .isEqualTo(Map.of("link", "a", "page", Map.of("image", "p"), "tags", List.of("t")));
    }

    @Test
    void a_prompt_that_grows_too_long_fails_the_step_and_says_why() {
        Definition content = content("{{#row.tags}}{{row.title}}{{/row.tags}}", "x");
        ContentProgram program = row(
                content,
                Map.of("title", "x".repeat(900_000), "tags", List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L)));
        assertThatThrownBy(() -> program.run(steps()))
                .isInstanceOf(StepFailed.class)
                .hasMessage(
                        "step note failed: its prompt prompts/note.md, the text would be longer than 8388608 bytes:"
                                + " it has 9000000 so far, and its sections have 10 rows; name fewer or shorter columns, or take fewer rows (maxRows)");
    }

    @Test
    void the_steps_of_the_job_wait_for_the_rows() {
        Definition content = content("x", "{{#steps.notes.rows}}{{link}}{{/steps.notes.rows}}");
        assertThatThrownBy(() -> new ContentProgram(content.job("nightly").orElseThrow()).run(steps()))
                .isInstanceOf(Suspended.class);
    }
}

package dev.tickbox.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.reader.TestFolder;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a row: its key, and what later steps name. */
class KeptColumnsTest {
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
                    output: {type: object, properties: {all: {type: array, items: {type: object, properties: {
                      link: {type: string}, title: {type: string}, day: {type: string},
                      people: {type: array, items: {type: object, properties: {name: {type: string}}}}}}}}}
                  - id: notes
                    each: steps.found.all
                    key: link
                    maxRows: 60
                    steps:
                      - id: note
                        generate: prompts/note.md
                        output: {type: object, properties: {gist: {type: string}, score: {type: integer},
                          tags: {type: array, items: {type: string}}}}
                      - {id: plain, generate: prompts/note.md}
                  - id: pick
                    generate: prompts/pick.md
                    output: {type: object, properties: {picks: {type: array, items: {type: object, properties: {
                      link: {type: string}, why: {type: string}}}}}}
                  - id: articles
                    each: steps.pick.picks
                    match: steps.notes.rows
                    key: link
                    maxRows: 3
                    steps:
                      - {id: draft, generate: prompts/draft.md}
                  - {id: last, generate: prompts/last.md}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path path;

    private TestFolder folder() {
        return TestFolder.at(path)
                .file("prompts/plain.md", "x")
                .file("prompts/note.md", "{{row.title}}")
                .file("prompts/pick.md", "x")
                .file("prompts/draft.md", "x")
                .file("prompts/last.md", "x")
                .yaml(JOB);
    }

    private static Set<String> kept(TestFolder folder, String table) {
        return folder.definition().job("nightly").orElseThrow().steps().stream()
                .filter(step -> step.id().equals(table))
                .map(step -> ((Step.Each) step).kept())
                .findFirst()
                .orElseThrow();
    }

    private Set<String> notes(String prompt, String text) {
        return kept(folder().file("prompts/" + prompt + ".md", text), "notes");
    }

    @Test
    void the_key_is_kept_always_and_nothing_else_that_nobody_reads() {
        assertThat(kept(folder(), "notes")).containsExactly("link");
        assertThat(kept(folder(), "articles")).containsExactly("link");
    }

    @Test
    void what_a_section_names_is_kept() {
        assertThat(notes("pick", "{{#steps.notes.rows}}- {{title}}: {{note.gist}} {{run.date}}{{/steps.notes.rows}}"))
                .containsExactly("link", "note.gist", "title");
        assertThat(notes("pick", "{{^steps.notes.rows}}none{{/steps.notes.rows}}{{steps.notes.count}}"))
                .containsExactly("link");
    }

    @Test
    void a_list_in_a_row_is_kept_whole_and_the_row_around_it_too() {
        assertThat(notes(
                        "pick",
                        "{{#steps.notes.rows}}{{#note.tags}}{{.}} {{day}}{{/note.tags}}"
                                + "{{#people}}{{name}}{{/people}}{{/steps.notes.rows}}"))
                .containsExactly("day", "link", "note.tags", "people");
    }

    @Test
    void a_condition_inside_a_section_is_kept() {
        assertThat(notes(
                        "pick",
                        "{{#steps.notes.rows}}{{^note.gist}}{{#title}}x{{/title}}{{/note.gist}}{{/steps.notes.rows}}"))
                .containsExactly("link", "note.gist", "title");
    }

    @Test
    void what_the_rows_of_a_later_table_read_is_kept() {
        assertThat(notes("draft", "{{row.note.gist}} {{row.why}} {{#row.note.tags}}{{.}}{{/row.note.tags}}"))
                .containsExactly("link", "note.gist", "note.tags");
    }

    @Test
    void what_a_later_table_hands_on_is_kept_in_both() {
        TestFolder folder = folder().file(
                        "prompts/last.md",
                        "{{#steps.articles.rows}}{{note.score}}{{draft.text}}{{why}}{{/steps.articles.rows}}");
        assertThat(kept(folder, "articles")).containsExactly("draft.text", "link", "note.score", "why");
        assertThat(kept(folder, "notes")).containsExactly("link", "note.score");
    }

    @Test
    void what_the_steps_of_a_later_row_read_of_the_table_itself_is_kept() {
        assertThat(notes("draft", "{{#steps.notes.rows}}{{title}}{{/steps.notes.rows}}"))
                .containsExactly("link", "title");
    }

    @Test
    void whole_rows_keep_every_column_and_each_text_once() {
        Set<String> all =
                Set.of("day", "link", "note.gist", "note.score", "note.tags", "people", "plain.text", "title");
        assertThat(notes("pick", "{{steps.notes.rows}}")).isEqualTo(all);
        assertThat(notes("pick", "{{#steps.notes.rows}}{{.}}{{/steps.notes.rows}}"))
                .isEqualTo(all);
    }

    @Test
    void a_definition_with_rows_has_format_3_and_is_read_again_equal() {
        Definition content = folder().file("prompts/pick.md", "{{#steps.notes.rows}}{{note.gist}}{{/steps.notes.rows}}")
                .definition();
        assertThat(content.toJson()).contains("\"format\":3");
        assertThat(Definition.fromJson(content.toJson())).isEqualTo(content);
    }
}

package dev.tickbox.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickbox.content.reader.TestFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stored definition with rows is read as it was written, and refused where no content could have been so. */
class StoredRowsTest {
    private static final String ROWS = """
            sites: {garden: {publisher: folder, path: public/garden}}
            jobs:
              nightly:
                site: garden
                model: gemini-3.8-flash
                maxUsd: 1
                steps:
                  - id: pick
                    generate: prompts/daily.md
                    output: {type: object, properties: {links: {type: array, items: {type: string}}}}
                  - id: notes
                    each: steps.pick.links
                    match: steps.pick.links
                    key: [link]
                    only: new
                    minRows: 0
                    maxRows: 60
                    within: 6h
                    onFailure: skip
                    steps:
                      - {id: note, generate: prompts/daily.md}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path path;

    private String stored() {
        return TestFolder.at(path).yaml(ROWS).definition().toJson();
    }

    @Test
    void every_word_of_rows_is_stored_and_read() {
        Definition content = TestFolder.at(path).yaml(ROWS).definition();
        Step.Each each =
                (Step.Each) content.job("nightly").orElseThrow().steps().get(1);
        assertThat(each.key()).containsExactly("link");
        assertThat(each.match()).contains("steps.pick.links");
        assertThat(each.onlyNew()).isTrue();
        assertThat(each.minRows()).isZero();
        assertThat(each.maxRows()).isEqualTo(60);
        assertThat(each.within()).hasToString("Optional[PT6H]");
        assertThat(each.onFailure()).isEqualTo(Step.OnRowFailure.SKIP);
        assertThat(each.steps()).extracting(Step::id).containsExactly("note");
        assertThat(each.kept()).containsExactly("link");
        assertThat(Definition.fromJson(content.toJson())).isEqualTo(content);
    }

    @Test
    void a_stored_definition_whose_rows_no_content_can_have_is_refused() {
        refused("\"each\":\"steps.pick.links\"", "\"each\":\"vars.a.links\"");
        refused("\"match\":\"steps.pick.links\"", "\"match\":\"steps.pick\"");
        refused("\"key\":[\"link\"]", "\"key\":[]");
        refused("\"key\":[\"link\"]", "\"key\":[\" \"]");
        refused("\"maxRows\":60", "\"maxRows\":10001");
        refused("\"minRows\":0", "\"minRows\":61");
        refused("\"minRows\":0", "\"minRows\":-1");
        refused("\"within\":\"PT6H\"", "\"within\":\"PT0S\"");
        refused("\"id\":\"note\"", "\"id\":\"row\"");
        refused("\"id\":\"note\"", "\"id\":\"pick\"");
        refused(
                "\"model\":\"gemini-3.8-flash\",\"output\":\"text\"",
                "\"mode\":\"batch\",\"model\":\"gemini-3.8-flash\",\"output\":\"text\"");
    }

    private void refused(String old, String changed) {
        String json = stored();
        assertThat(json).contains(old);
        assertThatThrownBy(() -> Definition.fromJson(json.replace(old, changed)))
                .as(changed)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jobs.nightly.steps")
                .hasMessageContaining("that no content can have");
    }

    @Test
    void a_column_or_a_nested_name_in_a_prompt_needs_format_3() {
        String steps = """
                sites: {garden: {publisher: folder, path: public/garden}}
                jobs:
                  nightly:
                    site: garden
                    schedule: "0 6 * * *"
                    model: gemini-3.8-flash
                    steps:
                      - id: pick
                        generate: prompts/daily.md
                        output: {type: object, properties: {best: {type: object, properties: {link: {type: string}}}}}
                      - {id: last, generate: prompts/last.md}
                """;
        TestFolder folder = TestFolder.at(path).yaml(steps);
        assertThat(folder.file("prompts/last.md", "{{steps.pick.best.link}}")
                        .definition()
                        .toJson())
                .contains("\"format\":3");
        assertThat(folder.file("prompts/last.md", "{{#steps.pick.best}}{{link}}{{/steps.pick.best}}")
                        .definition()
                        .toJson())
                .contains("\"format\":3");
        assertThat(folder.file("prompts/last.md", "{{#steps.pick.best}}{{.}}{{/steps.pick.best}}")
                        .definition()
                        .toJson())
                .contains("\"format\":2");
        assertThat(folder.file("prompts/last.md", "{{steps.pick.best}}")
                        .definition()
                        .toJson())
                .contains("\"format\":1");
    }
}

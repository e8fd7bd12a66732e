package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.reader.TestFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What check, push and explain say of a job with rows. */
class RowContentTest {
    private static final String ROWS = """
            sites: {garden: {publisher: folder, path: public/garden}}
            prices: {mine: {inputUsd: 0, outputUsd: 1}}
            jobs:
              nightly:
                site: garden
                model: mine
                maxTokens: 1000
                maxUsd: 0.50
                steps:
                  - id: pick
                    generate: prompts/daily.md
                    output: {type: object, properties: {links: {type: array, items: {type: string}}}}
                  - id: notes
                    each: steps.pick.links
                    key: link
                    only: new
                    maxRows: 60
                    steps:
                      - {id: note, generate: prompts/note.md, maxTokens: 500}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path path;

    private CommandFixture desk = new CommandFixture(Path.of(""));

    @BeforeEach
    void content() {
        TestFolder.at(path).file("prompts/note.md", "Write.").yaml(ROWS);
        desk = new CommandFixture(path);
    }

    private String push(String yaml) {
        new TestFolder(path).yaml(yaml);
        return desk.here("push").done();
    }

    @Test
    void the_price_of_a_job_with_rows_is_an_upper_bound_with_its_rows() {
        assertThat(desk.here("check", "--simulate").out())
                .contains("up to about $0.0310 a run, with 60 rows of notes")
                .contains(
                        "Job nightly, step notes takes only new rows. What it took is remembered under the job, the step"
                                + " and the key (link); if one of them is renamed, it begins with an empty memory");
    }

    @Test
    void a_push_says_which_memory_a_rename_empties() {
        assertThat(push(ROWS)).doesNotContain("Warning");
        assertThat(push(ROWS.replace("maxRows: 60", "maxRows: 50"))).doesNotContain("Warning");
        assertThat(push(ROWS.replace("key: link", "key: address").replace("maxRows: 60", "maxRows: 50")))
                .contains(
                        "Warning: step notes of job nightly with the key address begins with an empty memory: its next"
                                + " run takes, and buys, rows again that step notes of job nightly with the key link took before");
        assertThat(push(ROWS.replace("key: link", "key: address").replace("  nightly:", "  weekly:")))
                .contains("Warning: step notes of job weekly with the key address begins with an empty memory");
        assertThat(push(ROWS.replace("  nightly:", "  weekly:").replace("        only: new\n", "")))
                .as("nothing begins with a memory")
                .doesNotContain("Warning");
    }

    @Test
    void a_question_of_a_row_without_an_end_is_warned_of_with_its_line() {
        String asking = ROWS.replace("maxTokens: 500}\n", "maxTokens: 500}\n          - {id: ok, approve: note}\n");
        new TestFolder(path).yaml(asking);
        String warning = "Warning: tickbox.yaml:20: the table of the step notes waits without end for each row whose"
                + " question ok nobody answers; give the step ok or the step notes a time, as in within: 9h";
        assertThat(desk.here("check", "--simulate").out()).contains(warning);
        assertThat(desk.here("check", "--simulate", "--json").object().get("warnings"))
                .isEqualTo(List.of(warning));
        assertThat(push(asking)).contains(warning);
        for (String bounded : List.of(
                asking.replace("approve: note}", "approve: note, within: 9h}"),
                asking.replace("maxRows: 60", "maxRows: 60\n        within: 6h"))) {
            assertThat(push(bounded)).doesNotContain("waits without end");
        }
    }

    @Test
    void a_key_in_an_address_is_warned_of_also_in_the_steps_of_rows() {
        String page = "{id: page, fetch: \"https://a.example/?api_key=x&at={{row.link}}\", as: page}";
        assertThat(push(ROWS) + desk.here("check", "--simulate").out()).doesNotContain("seems to be a key");
        push(ROWS.replace("each: steps.pick.links", "each: vars.links")
                .replace("      - {id: note", "      - " + page + "\n          - {id: note")
                .replace("    maxTokens: 1000\n", "    maxTokens: 1000\n    vars: {links: [a, b]}\n"));
        assertThat(desk.here("check", "--simulate").out())
                .containsOnlyOnce("Warning: ")
                .contains("Warning: tickbox.yaml:20: the address has what seems to be a key in it, which is stored and"
                        + " printed; take it out, and name it under secret, as in {name: NAME, query: api_key}");
    }

    @Test
    void a_job_lists_the_steps_of_its_rows() {
        push(ROWS);
        assertThat(desk.here("explain", "nightly").done())
                .contains("notes  for each new row of steps.pick.links, at most 60: note")
                .contains("note   generates from prompts/note.md");
    }
}

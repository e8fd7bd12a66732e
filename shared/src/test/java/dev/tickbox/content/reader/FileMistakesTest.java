package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tickbox.content.Definition;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can be wrong before anything of the content is understood. */
class FileMistakesTest extends OneMistake {
    @Test
    void a_good_folder_has_no_problems() {
        assertThat(folder.yaml(TestFolder.GOOD).problems()).isEmpty();
    }

    @Test
    void a_folder_without_a_content_file_is_told_about_init() {
        assertThat(folder.problems())
                .containsExactly(
                        "tickbox.yaml: there is none in " + path + "; `tickbox init DIR` makes a folder to start from");
        assertThat(new TestFolder(path.resolve("none")).problems())
                .containsExactly("tickbox.yaml: there is no folder " + path.resolve("none"));
        assertThat(folder.file("tickbox.yml", "").problems())
                .containsExactly("tickbox.yaml: there is none in " + path + "; rename tickbox.yml to tickbox.yaml");
    }

    @Test
    void an_empty_file_is_said_to_be_empty() {
        assertThat(folder.yaml("# nothing yet\n").problems())
                .containsExactly("tickbox.yaml: is empty; it needs at least sites and jobs");
        assertThat(folder.yaml("{}").problems())
                .containsExactly("tickbox.yaml: the file needs sites", "tickbox.yaml: the file needs jobs");
    }

    @Test
    void bad_yaml_is_told_with_its_line() {
        assertThat(folder.with("path: public/garden}", "path: public/garden").problems())
                .containsExactly("tickbox.yaml:3: is not YAML: expected ',' or '}', but got :"
                        + " (while parsing a flow mapping that begins on line 2)");
        assertThat(folder.with("    site: garden", "   site: garden\n  - x").problems())
                .singleElement()
                .asString()
                .startsWith("tickbox.yaml:6: is not YAML: ");
    }

    @Test
    void a_tab_is_called_a_tab() {
        assertThat(folder.with("    site:", "\tsite:").problems())
                .containsExactly("tickbox.yaml:5: there is a tab here; YAML is indented with spaces");
    }

    @Test
    void a_file_that_is_not_utf_8_is_told_with_its_line() {
        assertThat(folder.bytes("tickbox.yaml", new byte[] {'#', '\n', '#', (byte) 0xe9, '\n'})
                        .problems())
                .containsExactly("tickbox.yaml:2: is not UTF-8; save the file as UTF-8");
        assertThat(folder.yaml(TestFolder.GOOD)
                        .bytes("prompts/daily.md", new byte[] {'a', '\n', (byte) 0xc3})
                        .problems())
                .containsExactly("prompts/daily.md:2: is not UTF-8; save the file as UTF-8");
    }

    @Test
    void a_nul_in_a_prompt_is_told_with_its_line() {
        assertThat(folder.yaml(TestFolder.GOOD)
                        .file("prompts/daily.md", "Write.\nabout\0moss\n")
                        .problems())
                .containsExactly("prompts/daily.md:2: contains a NUL character; save the file as UTF-8 text");
    }

    /** A pipe would be waited for, for ever. */
    @Test
    @Timeout(20)
    void a_prompt_that_is_a_pipe_is_not_read() throws Exception {
        folder.yaml(TestFolder.GOOD);
        Path pipe = path.resolve("prompts/daily.md");
        Files.deleteIfExists(pipe);
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeThat(made.waitFor()).as("mkfifo").isZero();
        assertThat(folder.problems())
                .singleElement()
                .asString()
                .contains("prompts/daily.md is not a file with a text: it is a pipe, a socket or a device");
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_change_nothing() {
        Definition plain = folder.yaml(TestFolder.GOOD).definition();
        Definition windows = folder.yaml("\uFEFF" + TestFolder.GOOD.replace("\n", "\r\n"))
                .file("prompts/daily.md", "Write about {{run.date}}.\r\n")
                .definition();

        assertThat(windows).isEqualTo(plain);
    }

    @Test
    void a_control_character_is_named() {
        assertThat(folder.with("public/garden", "public/\u0007garden").problems())
                .containsExactly("tickbox.yaml:2: the character U+0007 cannot stand in YAML; remove it");
    }

    @Test
    void two_documents_in_one_file_are_refused() {
        assertThat(folder.and("---\nsites: {}\n").problems())
                .singleElement()
                .asString()
                .startsWith("tickbox.yaml:9: is not YAML: ");
    }

    @Test
    void a_list_at_the_top_is_refused() {
        assertThat(folder.yaml("- sites\n").problems())
                .containsExactly("tickbox.yaml: the file must be a mapping (key: value), not a list");
    }

    @Test
    void a_type_that_a_tag_names_is_never_made() {
        assertThat(folder.with("garden\n    sched", "!!java.net.URL [\"http://localhost:1\"]\n    sched")
                        .problems())
                .containsExactly("tickbox.yaml:5: jobs.daily.site must be text, not a list");
    }

    @Test
    void content_too_large_for_a_document_is_refused() {
        String half = "x".repeat(500_000);
        assertThat(folder.file("prompts/a.md", half)
                        .file("prompts/b.md", half)
                        .steps("{id: a, generate: prompts/a.md}", "{id: b, generate: prompts/b.md}")
                        .problems())
                .singleElement()
                .asString()
                .matches(
                        "tickbox.yaml: with all its files has 1000\\d\\d\\d bytes as it is stored, and can have 900000; the"
                                + " largest files: prompts/[ab].md \\(500000\\), prompts/[ab].md \\(500000\\); shorten a prompt,"
                                + " split a table or fetch it from an address, or make two folders of it");
        assertThat(folder.file("prompts/daily.md", "x".repeat(900_001))
                        .with("daily", "daily")
                        .problems())
                .containsExactly(
                        "prompts/daily.md: has 900001 bytes, and the content with all its files can have 900000;"
                                + " shorten or split it, or fetch it from an address");
    }

    @Test
    void every_mistake_is_told_at_once_in_the_order_of_the_lines() {
        folder.file("prompts/daily.md", "{{run.dat}}\n").yaml("""
                sites:
                  garden: {publisher: foldr, path: public/garden}
                jobs:
                  daily:
                    site: gardn
                    schedul: "0 6 * * *"
                    model: gemini-3.8-flsh
                    prompt: prompts/daily.md
                  weekly: {site: garden, schedule: "0 6 * *", model: gemini-3.8-flash, prompt: prompts/weekly.md}
                budgets: {dailyUsd: 2}
                """);

        assertThat(folder.problems())
                .containsExactly(
                        "tickbox.yaml:2: unknown publisher foldr; did you mean folder?",
                        "tickbox.yaml:5: unknown site gardn; did you mean garden?",
                        "tickbox.yaml:6: unknown key jobs.daily.schedul; did you mean schedule?",
                        "tickbox.yaml:7: unknown model gemini-3.8-flsh; did you mean gemini-3.8-flash?",
                        "tickbox.yaml:9: jobs.weekly.schedule \"0 6 * *\": has 4 fields; five are needed: "
                                + "minute hour day-of-month month day-of-week, as in \"0 6 * * *\"",
                        "tickbox.yaml:9: there is no file prompts/weekly.md; did you mean prompts/daily.md?",
                        "tickbox.yaml:10: unknown key budgets; did you mean budget?",
                        "prompts/daily.md:1: undefined variable {{run.dat}} in job daily; did you mean run.date?");
    }
}

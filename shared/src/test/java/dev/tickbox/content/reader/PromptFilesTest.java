package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Step;
import org.junit.jupiter.api.Test;

/** Sections, lists and included files in prompts. */
class PromptFilesTest extends OneMistake {
    private static final String VARS = "vars: {topic: roses, feeds: [\"https://a.example/x\", b]}\n";

    private String prompt() {
        return ((Step.Generate) folder.and(VARS)
                        .definition()
                        .job("daily")
                        .orElseThrow()
                        .steps()
                        .getFirst())
                .promptText();
    }

    private void mistake(String prompt, String... problems) {
        folder.file("prompts/daily.md", prompt);
        more(VARS, problems);
    }

    @Test
    void an_included_file_stands_in_the_prompt_itself_without_its_last_line_end() {
        folder.file("parts/voice.md", "Be {{> parts/how.md}}.\n")
                .file("parts/how.md", "kind to {{vars.topic}}\n")
                .file(
                        "prompts/daily.md",
                        "Write.\n{{> parts/voice.md}}\n{{#vars.feeds}}{{> parts/item.md}}{{/vars.feeds}}\n")
                .file("parts/item.md", "- {{.}}\n\n");

        assertThat(prompt()).isEqualTo("Write.\nBe kind to {{vars.topic}}.\n{{#vars.feeds}}- {{.}}\n{{/vars.feeds}}\n");
    }

    @Test
    void a_mistake_in_an_included_file_has_that_files_line() {
        folder.file("parts/a.md", "x\n{{vars.topc}}\n{{#vars.feeds}}\n");
        mistake(
                "{{> parts/a.md}}",
                "parts/a.md:2: undefined variable {{vars.topc}} in job daily; did you mean vars.topic?",
                "parts/a.md:3: {{#vars.feeds}} is not closed with {{/vars.feeds}}");
        folder.file("parts/a.md", "{{.}}\n");
        mistake("{{> parts/a.md}}", "parts/a.md:1: {{.}} is the item of a section, and there is no section around it");
        mistake("\n{{> parts/b.md}}", "prompts/daily.md:2: there is no file parts/b.md; did you mean parts/a.md?");
        mistake("{{> ../b.md}}", "prompts/daily.md:1: ../b.md is outside the content folder; copy it into the folder");
        mistake("{{>}}", "prompts/daily.md:1: {{>}} names no file");
    }

    @Test
    void a_file_that_includes_itself_is_told_and_not_followed() {
        folder.file("parts/a.md", "a\n{{> parts/b.md}}\n").file("parts/b.md", "{{> parts/a.md}}\n");
        mistake("{{> parts/a.md}}", "parts/b.md:1: {{> parts/a.md}} includes itself");
    }

    @Test
    void files_that_multiply_are_not_followed_to_the_end() {
        for (int i = 0; i < 40; i++) {
            folder.file("p/" + i + ".md", "{{> p/" + (i + 1) + ".md}}{{> p/" + (i + 1) + ".md}}");
        }
        folder.file("p/40.md", "x");
        mistake(
                "{{> p/0.md}}",
                "tickbox.yaml:8: the prompt prompts/daily.md includes more than 500 files or 900000 bytes");
    }

    @Test
    void a_section_that_cannot_be_is_told_in_its_line() {
        mistake(
                "{{#vars.feds}}x{{/vars.feds}}",
                "prompts/daily.md:1: undefined variable {{vars.feds}} in job daily;" + " did you mean vars.feeds?");
        mistake(
                "{{#vars.feeds}}\n{{/vars.topic}}",
                "prompts/daily.md:2: {{/vars.topic}} stands where {{#vars.feeds}} of line 1 should be closed");
        mistake("a\n{{/vars.feeds}}", "prompts/daily.md:2: {{/vars.feeds}} closes nothing");
        mistake(
                "{{^vars.feeds}}{{.}}{{/vars.feeds}}",
                "prompts/daily.md:1: {{.}} is the item of a section, and there is no section around it");
        mistake(
                "{{vars.feeds}}",
                "prompts/daily.md:1: {{vars.feeds}} is a list in job daily;"
                        + " write {{#vars.feeds}}{{.}}{{/vars.feeds}}");
    }

    @Test
    void what_yaml_reads_otherwise_than_it_was_meant_is_told() {
        more(
                "vars: {topic: {{run.date}}}\n",
                "tickbox.yaml:9: vars.topic needs quotes: write \"{{run.date}}\", since without them it is a YAML mapping");
        more(
                "vars:\n  topic: {{run.date}}\n",
                "tickbox.yaml:10: vars.topic needs quotes: write \"{{run.date}}\", since without them it is a YAML mapping");
        more(
                "vars:\n  topic: {{run.date}} and more\n",
                "tickbox.yaml:10: a value that begins with {{ needs quotes, as in \"{{run.date}}\": without them it is a YAML mapping");
        more(
                "vars: {feeds: [https://a.example/?at=1,2, https://b.example]}\n",
                "tickbox.yaml:9: vars.feeds is cut at the comma in an address: put it in quotes,"
                        + " as in \"https://a.example/?at=1,2\"");
        more("vars: {feeds: [https://a.example,https://b.example, plain]}\n");
        more("vars: {feeds: [\"https://a.example/?at=1,2\", x,y]}\n");
    }
}

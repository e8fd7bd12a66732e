package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs, steps, prompts and outputs: one mistake in an otherwise good file, and exactly one message. */
class JobMistakesTest extends OneMistake {
    private void prompt(String file, String... problems) {
        assertThat(folder.with("prompts/daily.md", file).problems()).containsExactly(problems);
    }

    @Test
    void a_job_is_made_in_exactly_one_way() {
        more(
                "    java: com.example.Nightly\n",
                "tickbox.yaml:4: jobs.daily needs exactly one of prompt, steps and java, and has prompt and java");
        assertThat(folder.with("    prompt: prompts/daily.md\n", "").problems())
                .containsExactly("tickbox.yaml:4: jobs.daily needs exactly one of prompt, steps and java");
        assertThat(folder.with("prompt: prompts/daily.md", "java: Nightly").problems())
                .containsExactly("tickbox.yaml:8: jobs.daily.java must be the whole name of a class, "
                        + "as in com.example.Nightly, not Nightly");
        assertThat(folder.with("prompt: prompts/daily.md", "java: com.example.Nightly\n    output: article")
                        .problems())
                .containsExactly("tickbox.yaml:9: jobs.daily.output belongs to a prompt; a Java class sets its own");
    }

    @Test
    void a_word_that_is_none_of_the_words_is_told() {
        more(
                "    onUncertain: resubmt\n",
                "tickbox.yaml:9: jobs.daily.onUncertain must be resubmit or hold, not resubmt; did you mean resubmit?");
        more(
                "    onIncomplete: maybe\n",
                "tickbox.yaml:9: jobs.daily.onIncomplete must be hold or publish or retry, not maybe");
        more("    catchUp: none\n", "tickbox.yaml:9: jobs.daily.catchUp must be latest or all, not none");
        more(
                "    output: artcle\n",
                "tickbox.yaml:9: jobs.daily.output must be text or article, a JSON schema, "
                        + "or a file name ending in .json, not artcle; did you mean article?");
        more(
                "    maxTokens: 65537\n",
                "tickbox.yaml:9: jobs.daily.maxTokens must be a whole number from 1 to 65536, not 65537");
        more(
                "    system: \"You are {{vars.who}}\"\n",
                "tickbox.yaml:9: jobs.daily.system is sent unchanged: {{...}} is replaced only in prompts");
    }

    @Test
    void a_missing_prompt_is_told_with_the_one_meant() {
        prompt("prompts/dayly.md", "tickbox.yaml:8: there is no file prompts/dayly.md; did you mean prompts/daily.md?");
        prompt("prompts", "tickbox.yaml:8: prompts is a folder, not a file");
        folder.file("prompts/empty.md", " \n");
        prompt("prompts/empty.md", "tickbox.yaml:8: the file prompts/empty.md is empty");
    }

    @Test
    void a_prompt_outside_the_folder_is_refused(@TempDir Path elsewhere) throws IOException {
        prompt("../daily.md", "tickbox.yaml:8: ../daily.md is outside the content folder; copy it into the folder");
        prompt("/etc/hosts", "tickbox.yaml:8: /etc/hosts is outside the content folder; copy it into the folder");
        Files.createSymbolicLink(path.resolve("link.md"), Files.writeString(elsewhere.resolve("there.md"), "x"));
        prompt(
                "link.md",
                "tickbox.yaml:8: link.md is a link to a file outside the content folder; copy it into the folder");
    }

    @Test
    void an_undefined_variable_is_told_in_the_prompts_own_line() {
        folder.file("prompts/daily.md", "Hello\n{{vars.topc}} and {{what}}\n{{article.slug}}\n");
        more(
                "vars: {topic: roses}\n",
                "prompts/daily.md:2: undefined variable {{vars.topc}} in job daily; did you mean vars.topic?",
                "prompts/daily.md:2: undefined variable {{what}} in job daily; known: job.id, run.date, run.id, run.month, run.slot, run.year, site.id, vars.topic",
                "prompts/daily.md:3: undefined variable {{article.slug}} in job daily; known: job.id, run.date, run.id, run.month, run.slot, run.year, site.id, vars.topic");
    }

    @Test
    void bad_mustache_is_told_in_the_prompts_own_line() {
        folder.file("prompts/daily.md", "a\n{{run.date\n{{=<% %>=}} {{$block}}\n{{}} {{two words}}\n");
        more(
                "",
                "prompts/daily.md:2: {{ without its }}",
                "prompts/daily.md:3: {{=<% %>=}}: only {{name}}, {{#name}} and {{^name}} with their {{/name}}, {{> FILE}} and {{! comment }} can be used here",
                "prompts/daily.md:3: {{$block}}: only {{name}}, {{#name}} and {{^name}} with their {{/name}}, {{> FILE}} and {{! comment }} can be used here",
                "prompts/daily.md:4: {{}} names nothing",
                "prompts/daily.md:4: {{two words}} is not a name like {{run.date}}");
    }

    @Test
    void a_step_may_use_only_what_comes_before_it() {
        folder.file("prompts/a.md", "{{steps.b.text}}")
                .file("prompts/b.md", "{{steps.a.text}} {{steps.a.title}} {{steps.c.text}}");
        assertThat(folder.steps("{id: a, generate: prompts/a.md}", "{id: b, generate: prompts/b.md}")
                        .problems())
                .containsExactly(
                        "prompts/a.md:1: {{steps.b.text}} is not there yet in job daily: the step b does not come before it",
                        "prompts/b.md:1: undefined variable {{steps.a.title}} in job daily; did you mean steps.a.text?",
                        "prompts/b.md:1: undefined variable {{steps.c.text}} in job daily; did you mean steps.a.text?");
    }

    @Test
    void a_publish_step_names_an_earlier_generation_that_can_be_published() {
        String a = "{id: a, generate: prompts/daily.md, output: article}";
        String text = "{id: a, generate: prompts/daily.md}";
        String p = "{id: p, publish: a}";
        assertThat(folder.steps(a, p).problems()).isEmpty();
        assertThat(folder.steps(p, a).problems())
                .containsExactly("tickbox.yaml:9: the step p publishes a, which does not come before it");
        assertThat(folder.steps(text, p).problems())
                .containsExactly(
                        "tickbox.yaml:10: the step a cannot be published: its output is text; give it output: article");
        assertThat(folder.steps(a, "{id: p, publish: b}").problems())
                .containsExactly("tickbox.yaml:10: there is no step b to publish; did you mean a?");
        assertThat(folder.steps(a, p, "{id: q, publish: p}").problems())
                .containsExactly("tickbox.yaml:11: the step q publishes p, which is no generate step");
        assertThat(folder.steps(a, "{id: p, publish: a, site: gardn}").problems())
                .containsExactly("tickbox.yaml:10: unknown site gardn; did you mean garden?");
        more(
                "    output: text\n",
                "tickbox.yaml:9: the prompt cannot be published: its output is text; give it output: article");
    }

    @Test
    void steps_have_ids_of_their_own_and_one_thing_to_do() {
        String a = "{id: a, generate: prompts/daily.md}";
        assertThat(folder.steps(a, a).problems())
                .containsExactly("tickbox.yaml:10: two steps are called a, the first on line 9");
        assertThat(folder.steps("{generate: prompts/daily.md}").problems())
                .containsExactly("tickbox.yaml:9: jobs.daily.steps[1] needs id");
        assertThat(folder.steps("{id: a}").problems())
                .containsExactly("tickbox.yaml:9: the step a must have exactly one of fetch, recent, generate, each,"
                        + " require, approve, publish");
        assertThat(folder.steps("{id: a, generate: prompts/daily.md, output: article}", "{id: b, publish: a, model: m}")
                        .problems())
                .containsExactly(
                        "tickbox.yaml:10: unknown key jobs.daily.steps[2].model; known here: id, publish, site, to, with");
        assertThat(folder.steps("{id: a, generate: prompts/daily.md, model: gpt}")
                        .problems())
                .containsExactly(
                        "tickbox.yaml:9: unknown model gpt; known: gemini-3.5-flash, gemini-3.5-flash-lite, gemini-3.8-flash");
        assertThat(folder.with("prompt: prompts/daily.md", "steps: []").problems())
                .containsExactly("tickbox.yaml:8: jobs.daily.steps must have 1 to 200 steps");
        assertThat(folder.with("prompt: prompts/daily.md", "steps: {id: a}").problems())
                .containsExactly("tickbox.yaml:8: jobs.daily.steps must be a list, not a mapping");
        assertThat(folder.steps("daily").problems())
                .containsExactly("tickbox.yaml:9: jobs.daily.steps[1] must be a mapping (key: value), not daily");
    }

    @Test
    void a_gate_names_values_that_are_known_by_then_and_conditions_that_fit_them() {
        String note =
                "{id: note, generate: prompts/daily.md, output: {type: object, properties: {score: {type: integer}}}}";
        assertThat(folder.steps(note, gate("steps.note.score: {atLeast: 7, not: 9}"))
                        .problems())
                .isEmpty();
        assertThat(folder.steps(note, gate("steps.note.score: 7")).problems()).isEmpty();
        assertThat(folder.steps(note, gate("steps.note.scroe: 7")).problems())
                .containsExactly("tickbox.yaml:10: undefined variable steps.note.scroe in the gate g; did you mean"
                        + " steps.note.score?");
        assertThat(folder.steps(gate("steps.note.score: 7"), note).problems())
                .containsExactly(
                        "tickbox.yaml:9: steps.note.score is not there yet in the gate g: the step note does not"
                                + " come before it");
        assertThat(folder.steps(note, gate("steps.note.score: \">= 7\"")).problems())
                .containsExactly(
                        "tickbox.yaml:10: jobs.daily.steps[2].require.steps.note.score is compared with the text"
                                + " \">= 7\"; write a condition, as in {atLeast: 7} or {atMost: 7}");
        assertThat(folder.steps(note, gate("steps.note.score: {atleast: 7}")).problems())
                .containsExactly("tickbox.yaml:10: unknown condition atleast; did you mean atLeast?");
        assertThat(folder.steps(note, gate("steps.note.score: {atLeast: seven}"))
                        .problems())
                .containsExactly("tickbox.yaml:10: jobs.daily.steps[2].require.steps.note.score.atLeast needs a number,"
                        + " not seven");
        assertThat(folder.steps(note, gate("steps.note.text: {newerThan: 2 days}"))
                        .problems())
                .containsExactly("tickbox.yaml:10: jobs.daily.steps[2].require.steps.note.text.newerThan needs a period"
                        + " such as 15m, 48h or 8d, not 2 days");
        for (String odd : List.of("1e3", ".inf", "99999999999999999999")) {
            assertThat(folder.steps(note, gate("steps.note.score: {atLeast: " + odd + "}"))
                            .problems())
                    .containsExactly("tickbox.yaml:10: jobs.daily.steps[2].require.steps.note.score.atLeast needs a"
                            + " plain number such as 7 or 0.5, of at most 15 digits, not " + odd);
        }
        assertThat(folder.steps(note, "{id: g, require: {}}").problems())
                .containsExactly("tickbox.yaml:10: the step g requires nothing; name a value and its condition, as in"
                        + " steps.note.score: {atLeast: 7}");
    }

    private static String gate(String values) {
        return "{id: g, require: {" + values + "}}";
    }

    @Test
    void a_schema_that_cannot_work_is_told() {
        more("    output: {type: array}\n", "tickbox.yaml:9: a schema needs type: object");
        more("    output: {type: object}\n", "tickbox.yaml:9: a schema needs properties");
        more(
                "    output: {type: object, properties: {title: {type: string, pattern: '^(?!Draft)'}}}\n",
                "tickbox.yaml:9: cannot be used as a JSON schema: the pattern ^(?!Draft) looks around with (?!,"
                        + " which cannot be checked in linear time: write what it should match instead");
        more(
                "    output: {type: object, properties: {title: {$ref: '#/properties/title'}}}\n",
                "tickbox.yaml:9: cannot be used as a JSON schema: it refers back to itself at the same value:"
                        + " {\"$ref\":\"#/properties/title\"}");
        more(
                "    output: {type: object, properties: {title: {type: string}}}\n",
                "tickbox.yaml:9: the prompt cannot be published: its schema must require title and markdown, both of type string");
        more(
                "    output: {type: object, properties: {text: {type: string}}, required: [none]}\n",
                "tickbox.yaml:9: a property cannot be named text, because {{steps.ID.text}} is the whole output",
                "tickbox.yaml:9: the required property none is not among the properties");
        more(
                "    output: &a {type: object, properties: {a: *a}}\n",
                "tickbox.yaml:9: jobs.daily.output uses an alias (*); write it out");
        more(
                "    output: {type: object, properties: {a: {enum: [.nan]}}}\n",
                "tickbox.yaml:9: jobs.daily.output has .nan in it, which JSON does not have, on line 9");
        folder.file("s.json", "{\n\"type\": \"object\",\n\"type\": \"object\"}");
        more("    output: s.json\n", "s.json:3: is not JSON: duplicate field 'type'");
        more("    output: t.json\n", "tickbox.yaml:9: there is no file t.json; did you mean s.json?");
    }
}

package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Step;
import dev.tickbox.generator.Mode;
import org.junit.jupiter.api.Test;

/** What jobs share, when they run, and how their requests are made: read, and one mistake each. */
class SharedSettingsTest extends OneMistake {
    private static final String BARE = """
            sites:
              garden: {publisher: folder, path: public/garden}
            """;

    @Test
    void a_run_may_cost_at_most_what_a_day_may() {
        assertThat(folder.yaml("defaults: {maxUsd: 1.5}\n" + TestFolder.GOOD)
                        .definition()
                        .job("daily")
                        .orElseThrow()
                        .maxMicroUsd())
                .contains(1_500_000L);
        assertThat(folder.and("    maxUsd: 2.000001\nbudget: {dailyUsd: 2}\n").problems())
                .containsExactly(
                        "tickbox.yaml:9: jobs.daily.maxUsd is more than the 2 dollars that a day may cost; lower it,"
                                + " or raise budget.dailyUsd");
        assertThat(folder.and("    maxUsd: cheap\n").problems())
                .containsExactly("tickbox.yaml:9: jobs.daily.maxUsd must be dollars from 0 to 1000000 with at most six"
                        + " decimals, as in 2.50, not cheap");
        Definition content = folder.and("    maxUsd: 0.25\n").definition();
        assertThat(Definition.fromJson(content.toJson())).isEqualTo(content);
    }

    @Test
    void what_a_job_does_not_say_itself_it_takes_from_the_defaults() {
        Definition content = folder.yaml(BARE + """
                        defaults: {site: garden, zone: Asia/Tokyo, model: gemini-3.8-flash, onUncertain: hold, maxTokens: 100,
                                   system: "Be kind.", thinking: low, mode: batch, temperature: 0.7}
                        jobs:
                          one: {schedule: "0 6 * * *", prompt: prompts/daily.md}
                          two: {schedule: "0 6 * * *", zone: UTC, model: gemini-3.5-flash, prompt: prompts/daily.md}
                          own: {schedule: "0 6 * * *", java: com.example.Own}
                        """).definition();

        Job one = content.job("one").orElseThrow();
        assertThat(one.zone().getId()).isEqualTo("Asia/Tokyo");
        assertThat(one.onUncertain()).isEqualTo(OnUncertain.HOLD);
        Step.Generate step = (Step.Generate) one.steps().getFirst();
        assertThat(step.maxTokens()).isEqualTo(100);
        assertThat(step.system()).contains("Be kind.");
        assertThat(step.thinking()).contains("low");
        assertThat(step.temperature()).contains(0.7);
        assertThat(step.mode()).isEqualTo(Mode.BATCH);
        Job two = content.job("two").orElseThrow();
        assertThat(two.zone().getId()).isEqualTo("UTC");
        assertThat(two.model()).isEqualTo("gemini-3.5-flash");
        assertThat(content.job("own").orElseThrow().site()).isEqualTo("garden");
        assertThat(Definition.fromJson(content.toJson())).isEqualTo(content);
    }

    @Test
    void defaults_are_no_other_content_than_the_same_words_in_each_job() {
        String each = folder.with(
                        "    model: gemini-3.8-flash\n", "    model: gemini-3.8-flash\n    zone: Asia/Tokyo\n")
                .definition()
                .sha();

        assertThat(folder.with("    model: gemini-3.8-flash\n", "")
                        .and("defaults: {model: gemini-3.8-flash, zone: Asia/Tokyo}\n")
                        .problems())
                .isEmpty();
        assertThat(folder.yaml(TestFolder.GOOD.replace("    model: gemini-3.8-flash\n", "")
                                + "defaults: {model: gemini-3.8-flash, zone: Asia/Tokyo}\n")
                        .definition()
                        .sha())
                .isEqualTo(each);
    }

    @Test
    void a_mistake_in_the_defaults_is_told_once_and_though_no_job_takes_it() {
        more("defaults: {thinkin: x}\n", "tickbox.yaml:9: unknown key defaults.thinkin; did you mean thinking?");
        more(
                "defaults: {schedule: \"0 6 * * *\"}\n",
                "tickbox.yaml:9: unknown key defaults.schedule;"
                        + " known here: site, zone, model, maxTokens, thinking, temperature, mode, system, catchUp, onUncertain,"
                        + " onIncomplete, maxUsd");
        more(
                "defaults: {model: gpt}\n",
                "tickbox.yaml:9: unknown model gpt; known: gemini-3.5-flash,"
                        + " gemini-3.5-flash-lite, gemini-3.8-flash");
        more("defaults: {zone: Tokyo}\n", "tickbox.yaml:9: unknown zone Tokyo; write it as in Europe/Berlin");
        more("defaults: [zone]\n", "tickbox.yaml:9: defaults must be a mapping (key: value), not a list");
    }

    @Test
    void steps_in_a_file_are_the_same_content_as_the_list_itself() {
        String written = folder.steps("{id: a, generate: prompts/daily.md, output: article}", "{id: p, publish: a}")
                .definition()
                .sha();
        folder.file("pipelines/one.yaml", """
                - {id: a, generate: prompts/daily.md, output: article}
                - {id: p, publish: a}
                """);

        assertThat(folder.with("prompt: prompts/daily.md", "steps: pipelines/one.yaml")
                        .definition()
                        .sha())
                .isEqualTo(written);
    }

    @Test
    void a_mistake_in_a_file_of_steps_has_that_files_line_and_is_told_once_for_all_its_jobs() {
        folder.file("pipelines/one.yaml", """
                - {id: a, generate: prompts/daily.md, output: article}
                - {id: p, publish: b}
                - {id: q, publsh: a}
                """);
        assertThat(folder.yaml(BARE + """
                        defaults: {site: garden, model: gemini-3.8-flash}
                        jobs:
                          one: {schedule: "0 6 * * *", steps: pipelines/one.yaml}
                          two: {schedule: "0 7 * * *", steps: pipelines/one.yaml}
                        """).problems())
                .containsExactly(
                        "pipelines/one.yaml:2: there is no step b to publish; did you mean a?",
                        "pipelines/one.yaml:3: the step q must have exactly one of fetch, recent, generate, each, require,"
                                + " approve, publish");
        steps("", "tickbox.yaml:8: the file pipelines/one.yaml is empty");
        steps("# later\n", "pipelines/one.yaml: is empty; it needs a list of steps");
        steps("steps: []\n", "pipelines/one.yaml:1: steps must be a list, not a mapping");
        steps(
                "- {id: a\n",
                "pipelines/one.yaml:2: is not YAML: expected ',' or '}', but got <stream end>"
                        + " (while parsing a flow mapping that begins on line 1)");
        assertThat(folder.with("prompt: prompts/daily.md", "steps: pipelines/two.yaml")
                        .problems())
                .containsExactly(
                        "tickbox.yaml:8: there is no file pipelines/two.yaml; did you mean pipelines/one.yaml?");
    }

    private void steps(String text, String... problems) {
        folder.file("pipelines/one.yaml", text);
        assertThat(folder.with("prompt: prompts/daily.md", "steps: pipelines/one.yaml")
                        .problems())
                .containsExactly(problems);
    }

    @Test
    void a_job_that_is_not_enabled_or_has_no_schedule_runs_by_hand_only() {
        Job off = folder.and("    enabled: false\n").definition().job("daily").orElseThrow();
        Job hand = folder.with("    schedule: \"0 6 * * *\"\n", "    zone: Asia/Tokyo\n")
                .definition()
                .job("daily")
                .orElseThrow();

        assertThat(off.schedule()).isEmpty();
        assertThat(off.timing().schedule()).isPresent();
        assertThat(hand.schedule()).isEmpty();
        assertThat(hand.zone().getId()).isEqualTo("Asia/Tokyo");
        more("    enabled: no\n", "tickbox.yaml:9: jobs.daily.enabled must be true or false, not no");
    }

    @Test
    void a_system_instruction_is_a_text_or_a_named_file_and_never_the_files_name() {
        folder.file("prompts/system.md", "Be kind.\n");
        Definition content =
                folder.and("    system: {file: prompts/system.md}\n").definition();
        assertThat(content.job("daily").orElseThrow().system()).contains("Be kind.\n");

        String mend = "is the name of a file and would be sent as it stands; write system: {file: ";
        more("    system: prompts/system.md\n", "tickbox.yaml:9: jobs.daily.system " + mend + "prompts/system.md}");
        more("    system: prompts/sytem.md\n", "tickbox.yaml:9: jobs.daily.system " + mend + "prompts/sytem.md}");
        more(
                "    system: {file: prompts/sytem.md}\n",
                "tickbox.yaml:9: there is no file prompts/sytem.md; did you mean prompts/system.md?");
        more(
                "    system: {files: prompts/system.md}\n",
                "tickbox.yaml:9: unknown key jobs.daily.system.files; did you mean file?",
                "tickbox.yaml:9: jobs.daily.system needs file");
        folder.file("prompts/system.md", "Be\n{{vars.how}}\n");
        more(
                "    system: {file: prompts/system.md}\n",
                "prompts/system.md:2: is sent unchanged: {{...}} is replaced only in prompts");
    }

    @Test
    void a_temperature_is_a_number_and_only_a_batch_has_one() {
        more(
                "    temperature: 0.7\n",
                "tickbox.yaml:8: the step article has a temperature, which the vendor takes only with mode: batch");
        more("    mode: batch\n    temperature: 0.7\n");
        more(
                "    mode: batch\n    temperature: 2.5\n",
                "tickbox.yaml:10: jobs.daily.temperature must be a number from 0 to 2, as in 0.7, not 2.5");
        more(
                "    mode: batch\n    temperature: warm\n",
                "tickbox.yaml:10: jobs.daily.temperature must be a number from 0 to 2, as in 0.7, not warm");
        assertThat(folder.with("prompt: prompts/daily.md", "java: com.example.Nightly\n    temperature: 1")
                        .problems())
                .containsExactly("tickbox.yaml:9: jobs.daily.temperature belongs to a prompt or to steps;"
                        + " a Java class sets it in its requests");
    }
}

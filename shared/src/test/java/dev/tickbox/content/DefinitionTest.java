package dev.tickbox.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickbox.Hash;
import dev.tickbox.Json;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Job.OnIncomplete;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.reader.TestFolder;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionTest {
    private static final String RICH = """
            vars: {topic: roses, version: 1.10, on: true}
            sites:
              garden: {publisher: folder, path: /srv/garden, url: "https://example.com/{{article.slug}}"}
              kitchen: {publisher: git, remote: "https://example.com/k.git", secret: kitchen-git}
            jobs:
              daily:
                site: garden
                schedule: "0  6 * * *"
                zone: Asia/Tokyo
                model: gemini-3.8-flash
                system: "Be kind."
                vars: {topic: tulips}
                onUncertain: hold
                onIncomplete: retry
                catchUp: all
                steps:
                  - {id: facts, generate: prompts/daily.md, model: gemini-3.5-flash, maxTokens: 100,
                     output: {type: object, properties: {region: {type: string}, n: {type: number, minimum: 0.5}}}}
                  - {id: draft, generate: prompts/draft.md, output: article, system: "Be brief."}
                  - {id: publish, publish: draft}
                  - {id: cross, publish: draft, site: kitchen}
              nightly: {site: kitchen, schedule: "0 1 * * *", model: gemini-3.8-flash, java: com.example.Nightly}
            budget: {dailyUsd: 1.25, zone: Europe/Berlin}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path path;

    private Definition rich() {
        return TestFolder.at(path)
                .file("prompts/draft.md", "{{vars.topic}} {{steps.facts.region}} {{steps.facts.text}}")
                .yaml(RICH)
                .definition();
    }

    @Test
    void what_a_job_says_reaches_its_steps() {
        Job daily = rich().job("daily").orElseThrow();

        assertThat(daily.schedule()).contains(new Schedule("0 6 * * *", ZoneId.of("Asia/Tokyo")));
        assertThat(daily.vars())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "topic", VarValue.of("tulips"), "version", VarValue.of("1.10"), "on", VarValue.of("true")));
        assertThat(daily.catchUpAll()).isTrue();
        assertThat(daily.onUncertain()).isEqualTo(OnUncertain.HOLD);
        assertThat(daily.onIncomplete()).isEqualTo(OnIncomplete.RETRY);
        assertThat(daily.steps())
                .containsExactly(
                        new Step.Generate(
                                "facts",
                                "prompts/daily.md",
                                "Write about {{run.date}}.\n",
                                "gemini-3.5-flash",
                                100,
                                Optional.of("Be kind."),
                                new Output.Schema("{\"properties\":{\"n\":{\"minimum\":0.5,\"type\":\"number\"},"
                                        + "\"region\":{\"type\":\"string\"}},\"type\":\"object\"}")),
                        new Step.Generate(
                                "draft",
                                "prompts/draft.md",
                                "{{vars.topic}} {{steps.facts.region}} {{steps.facts.text}}",
                                "gemini-3.8-flash",
                                8192,
                                Optional.of("Be brief."),
                                new Output.Article()),
                        new Step.Publish("publish", "draft", "garden"),
                        new Step.Publish("cross", "draft", "kitchen"));
    }

    @Test
    void what_is_not_said_has_a_default() {
        Definition plain = TestFolder.at(path).yaml(TestFolder.GOOD).definition();
        Job job = plain.job("daily").orElseThrow();

        assertThat(plain.site("garden"))
                .contains(new Site(
                        "garden",
                        "folder",
                        Map.of("path", "public/garden", "file", "{{run.date}}-{{article.slug}}.md")));
        assertThat(rich().site("kitchen"))
                .contains(new Site(
                        "kitchen",
                        "git",
                        Map.of(
                                "remote",
                                "https://example.com/k.git",
                                "branch",
                                "main",
                                "secret",
                                "kitchen-git",
                                "file",
                                "content/{{run.date}}-{{article.slug}}.md")));
        assertThat(job.steps())
                .containsExactly(
                        new Step.Generate(
                                "article",
                                "prompts/daily.md",
                                "Write about {{run.date}}.\n",
                                "gemini-3.8-flash",
                                8192,
                                Optional.empty(),
                                new Output.Article()),
                        new Step.Publish("publish", "article", "garden"));
        assertThat(job.onUncertain()).isEqualTo(OnUncertain.RESUBMIT);
        assertThat(job.onIncomplete()).isEqualTo(OnIncomplete.HOLD);
        assertThat(job.catchUpAll()).isFalse();
        assertThat(job.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(plain.ticks().submit().cron()).isEqualTo("*/5 * * * *");
        assertThat(plain.ticks().reclaim().cron()).isEqualTo("*/2 * * * *");
        assertThat(plain.budget()).isEqualTo(new Budget(5_000_000, ZoneId.of("UTC")));
        assertThat(plain.limits()).isEqualTo(ContentLimits.DEFAULT);
    }

    @Test
    void a_definition_stored_and_read_again_is_equal() {
        Definition definition = rich();

        assertThat(Definition.fromJson(definition.toJson())).isEqualTo(definition);
        assertThat(definition.sha()).isEqualTo(Hash.sha256(definition.toJson()));
    }

    @Test
    void the_same_content_has_the_same_name_however_it_is_written() {
        Definition one = TestFolder.at(path).yaml(TestFolder.GOOD).definition();
        Definition other = TestFolder.at(path).yaml("""
                # another order, another style
                jobs: {daily: {prompt: ./prompts/daily.md, model: 'gemini-3.8-flash', schedule: 0 6 * * *, site: garden}}
                limits: {keepDays: 90}
                sites: {garden: {path: "public/garden", publisher: folder}}
                """).definition();

        assertThat(other).isEqualTo(one);
        assertThat(other.sha()).isEqualTo(one.sha());
    }

    @Test
    void an_edited_prompt_is_another_definition() {
        String before = TestFolder.at(path).yaml(TestFolder.GOOD).definition().sha();
        String after = new TestFolder(path)
                .file("prompts/daily.md", "Write.\n")
                .definition()
                .sha();

        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void a_name_that_is_not_the_contents_is_refused() {
        Definition d = rich();
        assertThatThrownBy(() -> new Definition(
                        "0".repeat(64),
                        d.sites(),
                        d.jobs(),
                        d.ticks(),
                        d.budget(),
                        d.limits(),
                        d.vendor(),
                        d.notices()))
                .hasMessageContaining("has the content of " + d.sha());
    }

    @Test
    void a_definition_of_a_newer_version_is_not_guessed_at() {
        Map<String, Object> json = new TreeMap<>(Json.parseObject(rich().toJson()));
        json.put("format", 99L);

        assertThatThrownBy(() -> Definition.fromJson(Json.write(json)))
                .hasMessage("a definition of format 99, which this version does not know");
    }

    @Test
    void content_without_a_new_word_keeps_the_name_that_it_always_had() {
        assertThat(rich().sha()).isEqualTo("714db0118d893060e6b0491b8516de2d825b1cf0849bf4562b756f50f02e30d3");
        assertThat(TestFolder.at(path).yaml(TestFolder.GOOD).definition().sha())
                .isEqualTo("193d757a281ef66e265f580f3f9856c7e4179b09ad96c9a056b37a48e9445f87");
    }

    /** A program of format 1 would misread each of these, or fail while it runs. */
    @Test
    void content_with_a_new_word_has_format_2_and_is_read_again_equal() {
        String good = TestFolder.GOOD;
        String site = "{publisher: folder, path: public/garden";
        for (String yaml : List.of(
                good.replace("    schedule: \"0 6 * * *\"\n", ""),
                good + "    enabled: false\n",
                good + "vars: {feeds: [a, b]}\n",
                good + "    mode: batch\n    temperature: 1\n",
                good + "    output: {type: object, required: [title, markdown], properties: {title: {type: string},"
                        + " markdown: {type: string}, mood: {type: string}}}\n",
                good.replace("daily.md", "section.md"),
                good.replace("daily.md", "year.md"),
                good.replace(site, site + ", frontMatter: {draft: true}"),
                good.replace("public/garden", "~/garden"),
                good.replace(site, site + ", file: \"{{run.id}}.md\""),
                good.replace(site, site + ", file: \"{{run.slot}}.md\""),
                good.replace(site, site + ", file: \"{{run.year}}/{{article.slug}}.md\""),
                good.replace(site, site + ", url: \"https://x.example/{{run.month}}/{{article.slug}}\""),
                good.replace(
                        site, site + ", frontMatter: {kind: a}, file: \"{{article.kind}}/{{article.slug}}.md\""))) {
            Definition content = TestFolder.at(path)
                    .file("prompts/section.md", "{{#job.id}}x{{/job.id}}")
                    .file("prompts/year.md", "{{run.year}}")
                    .yaml(yaml)
                    .definition();

            assertThat(content.toJson()).as(yaml).contains("\"format\":2");
            assertThat(Definition.fromJson(content.toJson())).isEqualTo(content);
        }
    }

    @Test
    void a_file_that_is_included_makes_no_new_format() {
        Definition written = TestFolder.at(path)
                .file("prompts/daily.md", "Be kind.\nWrite.\n")
                .yaml(TestFolder.GOOD)
                .definition();
        Definition included = new TestFolder(path)
                .file("parts/voice.md", "Be kind.\n")
                .file("prompts/daily.md", "{{> parts/voice.md}}\nWrite.\n")
                .definition();

        assertThat(included).isEqualTo(written);
    }
}

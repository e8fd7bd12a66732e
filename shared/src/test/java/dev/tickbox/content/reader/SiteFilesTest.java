package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Site;
import dev.tickbox.content.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a site gives to its articles, what their fields may name, and where its files are. */
class SiteFilesTest extends OneMistake {
    private static final String SCHEMA = """
            output: {type: object, required: [title, markdown, kind], properties: {title: {type: string},
                     markdown: {type: string}, kind: {type: string}, mood: {type: string}, date: {type: string},
                     tags: {type: array, items: {type: string}}}}
            """.replace("\n", " ").strip();

    private void site(String settings, String... problems) {
        assertThat(folder.with("{publisher: folder, path: public/garden}", settings)
                        .problems())
                .containsExactly(problems);
    }

    private TestFolder withSchema(String settings) {
        return folder.yaml(
                TestFolder.GOOD.replace("{publisher: folder, path: public/garden}", settings) + "    " + SCHEMA + "\n");
    }

    @Test
    void the_other_fields_of_an_articles_schema_are_published_with_it() {
        Definition content = withSchema(
                        "{publisher: folder, path: p, frontMatter: {layout: post, draft: true, n: [1, 2.5]}}")
                .definition();

        assertThat(content.job("daily").orElseThrow().steps().getLast())
                .isEqualTo(new Step.Publish("publish", "article", "garden", List.of("kind", "mood", "tags")));
        assertThat(content.site("garden").orElseThrow().frontMatter())
                .isEqualTo(Map.of("layout", "post", "draft", true, "n", List.of(1L, 2.5)));
        assertThat(Definition.fromJson(content.toJson())).isEqualTo(content);
    }

    @Test
    void a_front_matter_that_cannot_be_is_told() {
        site(
                "{publisher: folder, path: p, frontMatter: {title: x}}",
                "tickbox.yaml:2: sites.garden.frontMatter.title is written by Tickbox itself; remove it");
        site(
                "{publisher: folder, path: p, frontMatter: {layout: }}",
                "tickbox.yaml:2: sites.garden.frontMatter.layout has no value");
        site(
                "{publisher: folder, path: p, frontMatter: [a]}",
                "tickbox.yaml:2: sites.garden.frontMatter must be a mapping (key: value), not a list");
        site(
                "{publisher: folder, path: p, frontMatter: {x: .nan}}",
                "tickbox.yaml:2: sites.garden.frontMatter.x has .nan in it, which JSON does not have, on line 2");
        site(
                "{publisher: folder, path: p, frontMatter: {x: [\"{{ y }}\"]}}",
                "tickbox.yaml:2: sites.garden.frontMatter.x has HTML or template code in it, which no article of this site"
                        + " may have; write it into the site's own templates, or set raw: keep");
        site("{publisher: folder, path: p, raw: keep, frontMatter: {x: [\"{{ y }}\"]}}");
    }

    @Test
    void a_file_template_knows_the_fields_that_every_article_there_has() {
        String file =
                "{publisher: folder, path: p, file: \"{{run.year}}/{{run.month}}/{{article.%s}}-{{article.slug}}.md\"}";
        assertThat(withSchema(file.formatted("kind")).problems()).isEmpty();
        assertThat(withSchema(file.formatted("mood")).problems())
                .containsExactly("tickbox.yaml:2: undefined variable {{article.mood}} in sites.garden.file;"
                        + " did you mean article.kind?");
        assertThat(withSchema(file.formatted("tags")).problems()).hasSize(1);
        site(
                file.formatted("kind"),
                "tickbox.yaml:2: undefined variable {{article.kind}} in sites.garden.file; did you mean article.slug?");
        site(file.formatted("layout").replace(".md\"}", ".md\", frontMatter: {layout: post}}"));
    }

    @Test
    void a_job_whose_articles_lack_a_field_of_the_file_name_is_named() {
        folder.yaml(
                TestFolder.GOOD.replace(
                                "{publisher: folder, path: public/garden}",
                                "{publisher: folder, path: p, file: \"{{article.kind}}.md\"}")
                        + "    " + SCHEMA + "\n"
                        + "  other: {site: garden, schedule: \"0 6 * * *\", model: gemini-3.8-flash, prompt: prompts/daily.md}\n");
        assertThat(folder.problems())
                .containsExactly(
                        "tickbox.yaml:2: sites.garden.file uses {{article.kind}}, which the step publish of job"
                                + " other may lack: its schema must require it, as a text, a number, true or false");
    }

    @Test
    void an_address_knows_only_what_is_known_when_an_article_is_published() {
        site(
                "{publisher: folder, path: p, url: \"https://x.example/{{run.slot}}\"}",
                "tickbox.yaml:2: undefined variable {{run.slot}} in sites.garden.url;"
                        + " known: article.slug, run.date, run.id, run.month, run.year, site.id");
        site("{publisher: folder, path: p, url: \"https://x.example/{{run.year}}/{{article.slug}}\"}");
    }

    @Test
    void sections_and_files_belong_to_prompts() {
        site(
                "{publisher: folder, path: p, file: \"{{#article.slug}}x{{/article.slug}}.md\"}",
                "tickbox.yaml:2: sites.garden.file has a section or includes a file, which only prompts can");
    }

    @Test
    void a_tilde_is_the_home_folder_of_whoever_runs_it() {
        Site site = folder.with("public/garden", "~/sites/garden")
                .definition()
                .site("garden")
                .orElseThrow();
        assertThat(site.setting("path")).isEqualTo("~/sites/garden");
        site("{publisher: git, remote: ~/repositories/garden.git}");
        site(
                "{publisher: folder, path: ~me/garden}",
                "tickbox.yaml:2: sites.garden.path can begin with ~/ only, the home folder of whoever runs it");
    }

    @Test
    void names_of_a_run_are_made_fit_for_files_in_content_that_is_read_from_now_on() {
        Site site = folder.with("public/garden}", "p, file: \"{{run.id}}.md\"}")
                .definition()
                .site("garden")
                .orElseThrow();
        assertThat(site.find(Site.PLAIN_NAMES)).isPresent();
    }
}

package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a publication says of its sites and of the article's fields. */
class SeveralSitesTest extends OneMistake {
    private static final String CONTENT = """
            sites:
              lab: {publisher: folder, path: public/lab}
              archive: {publisher: folder, path: public/archive, file: "{{article.image}}/{{article.slug}}.md"}
            jobs:
              daily:
                schedule: "0 6 * * *"
                model: gemini-3.8-flash
                vars: {tags: [a, b]}
                steps:
                  - {id: draft, generate: prompts/daily.md, output: article}
                  - id: image
                    generate: prompts/daily.md
                    output: {type: object, required: [alt], properties: {alt: {type: string}, url: {type: string}}}
                  - {id: out, publish: draft, to: [lab, archive], with: {image: "{{steps.image.alt}}"}}
            """;

    private TestFolder with(String before, String after) {
        assertThat(CONTENT).contains(before);
        return folder.yaml(CONTENT.replace(before, after)).file("prompts/daily.md", "Write.");
    }

    private void publication(String step, String... problems) {
        assertThat(with("{id: out, publish: draft, to: [lab, archive], with: {image: \"{{steps.image.alt}}\"}}", step)
                        .problems())
                .containsExactly(problems);
    }

    @Test
    void each_site_of_a_list_has_a_step_of_its_own_and_the_job_needs_none() {
        Definition content = with("[lab, archive]", "[lab, archive]").definition();
        Job job = content.job("daily").orElseThrow();

        var image = new TreeMap<String, Object>(Map.of("image", "{{steps.image.alt}}"));
        assertThat(job.steps().subList(2, 4))
                .containsExactly(
                        new Step.Publish("out.lab", "draft", "lab", List.of(), image),
                        new Step.Publish("out.archive", "draft", "archive", List.of(), image));
        assertThat(job.site()).isEqualTo("lab");
        assertThat(job.sites()).containsExactly("lab", "archive");
        assertThat(Definition.fromJson(content.toJson())).isEqualTo(content);
    }

    @Test
    void the_sites_of_a_list_are_known_and_named_once() {
        publication(
                "{id: out, publish: draft, to: [lab, archiv]}",
                "tickbox.yaml:14: unknown site archiv; did you mean archive?");
        publication(
                "{id: out, publish: draft, to: [lab, lab]}",
                "tickbox.yaml:14: jobs.daily.steps[3].to names the site lab twice");
        publication("{id: out, publish: draft, to: []}", "tickbox.yaml:14: jobs.daily.steps[3].to names no site");
        publication(
                "{id: out, publish: draft, to: lab}",
                "tickbox.yaml:14: jobs.daily.steps[3].to must be a list of sites, as in [lab]; for one site write site: lab");
        publication(
                "{id: out, publish: draft, to: [lab], site: lab}",
                "tickbox.yaml:14: the step out has site and to; keep one of them");
    }

    @Test
    void a_job_without_a_site_has_one_in_each_publication_and_none_in_its_prompts() {
        assertThat(with(
                                "{id: out, publish: draft, to: [lab, archive], with: {image: \"{{steps.image.alt}}\"}}",
                                "{id: out, publish: draft, to: [lab]}\n      - {id: more, publish: draft}")
                        .problems())
                .containsExactly("tickbox.yaml:5: jobs.daily needs site");
        assertThat(with("[lab, archive]", "[lab, archive]")
                        .file("prompts/daily.md", "For {{site.id}}.")
                        .problems())
                .containsExactly("prompts/daily.md:1: {{site.id}} has no meaning in job daily: the job names no site;"
                        + " give it one under site");
    }

    @Test
    void what_a_site_has_published_is_read_from_a_named_site() {
        String recent = "{id: past, recent: {maxRows: 5, site: lab}}\n      - {id: draft";
        assertThat(with("{id: draft", recent)
                        .file("prompts/daily.md", "{{steps.past.count}} {{#steps.past.rows}}{{.}}{{/steps.past.rows}}")
                        .definition()
                        .job("daily")
                        .orElseThrow()
                        .steps()
                        .getFirst())
                .isEqualTo(new Step.Recent("past", "lab", 5));
        assertThat(with("{id: draft", recent.replace(", site: lab", "").replace("5", "500"))
                        .file("prompts/daily.md", "{{#steps.past.rows}}{{titel}}{{/steps.past.rows}}")
                        .problems())
                .containsExactly(
                        "tickbox.yaml:10: the step past does not say of which site, and the job names none; write recent:"
                                + " {site: SITE, maxRows: 50}",
                        "tickbox.yaml:10: jobs.daily.steps[1].recent.maxRows must be a whole number from 1 to 100, not 500",
                        "prompts/daily.md:1: undefined column {{titel}} in {{#steps.past.rows}} of job daily; did you mean"
                                + " title?");
    }

    @Test
    void a_publication_sets_texts_by_templates_and_other_values_as_they_are() {
        Definition content = with(
                        "with: {", "with: {title: \"On {{site.id}}\", draft: true, n: [1], tags: \"{{vars.tags}}\", ")
                .definition();

        assertThat(((Step.Publish) content.job("daily").orElseThrow().steps().getLast()).with())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "title",
                        "On {{site.id}}",
                        "draft",
                        true,
                        "n",
                        List.of(1L),
                        "tags",
                        "{{vars.tags}}",
                        "image",
                        "{{steps.image.alt}}"));
    }

    @Test
    void what_a_publication_cannot_set_is_told_with_its_line() {
        String path = "tickbox.yaml:14: jobs.daily.steps[3].with.";
        publication(
                "{id: out, publish: draft, to: [lab], with: {markdown: x}}",
                path + "markdown: the text is what the step made; let a generate step write another one");
        publication(
                "{id: out, publish: draft, to: [lab], with: {date: x}}",
                path + "date is written by Tickbox itself; remove it");
        publication("{id: out, publish: draft, to: [lab], with: {x: }}", path + "x has no value");
        publication(
                "{id: out, publish: draft, to: [lab], with: {x: {{steps.image.alt}}}}",
                path + "x needs quotes: write \"{{steps.image.alt}}\", since without them it is a YAML mapping");
        publication(
                "{id: out, publish: draft, to: [lab], with: {x: \"{{steps.image.size}}\"}}",
                "tickbox.yaml:14: undefined variable {{steps.image.size}} in the step out; did you mean steps.image.alt?");
        publication(
                "{id: out, publish: draft, to: [lab], with: {x: \"a {{vars.tags}}\"}}",
                "tickbox.yaml:14: {{vars.tags}} is a list in the step out; write {{#vars.tags}}{{.}}{{/vars.tags}}");
    }

    @Test
    void a_file_is_named_after_a_set_field_only_if_that_is_surely_there() {
        assertThat(with("steps.image.alt", "steps.image.url").problems())
                .containsExactly(
                        "tickbox.yaml:3: undefined variable {{article.image}} in sites.archive.file; did you mean"
                                + " article.slug?");
    }
}

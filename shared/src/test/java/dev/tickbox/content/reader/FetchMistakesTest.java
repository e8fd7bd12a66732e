package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.content.Step;
import dev.tickbox.source.SourceForm;
import dev.tickbox.source.SourceSecret;
import dev.tickbox.source.SourceSecret.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The step fetch: read, and one mistake each. */
class FetchMistakesTest extends OneMistake {
    private static final String FEED = "{id: f, fetch: \"https://a.example/feed\", as: feed}";
    private static final String USE = "{id: a, generate: prompts/daily.md, output: article}";

    private void step(String step, String... problems) {
        assertThat(folder.steps(step, USE).problems()).containsExactly(problems);
    }

    private void prompt(String text, String step, String... problems) {
        folder.file("prompts/daily.md", text);
        step(step, problems);
    }

    private static List<Step> read(Definition content) {
        assertThat(Definition.fromJson(content.toJson())).isEqualTo(content);
        return content.job("daily").orElseThrow().steps();
    }

    @Test
    void every_word_is_read_and_stored() {
        List<Step> steps = read(folder.yaml(TestFolder.GOOD.replace("    prompt: prompts/daily.md\n", "") + """
                    vars: {feeds: ["https://a.example/x", "https://b.example/y"], series: GDP}
                    steps:
                      - {id: feeds, fetch: "{{vars.feeds}}", as: feed, onFailure: skip, where: {date: {newerThan: 48h}}}
                      - id: rate
                        fetch: "https://api.example/{{vars.series}}"
                        as: json
                        columns: {rate: /data/0/rate}
                        secret: {name: fred, query: api_key}
                      - {id: page, fetch: "https://a.example/", as: page, maxChars: 500}
                      - {id: list, fetch: ["https://a.example/1.csv", "https://a.example/2.csv"], as: csv, columns: [sku, price], numbers: [price]}
                sources: {allow: [Intranet.example, "127.0.0.1"]}
                """)
                .definition());

        assertThat(steps.getFirst())
                .isEqualTo(new Step.Fetch(
                        "feeds",
                        FetchRequest.feed("https://a.example/x", "https://b.example/y")
                                .skipping()
                                .where(
                                        "date",
                                        new dev.tickbox.content.Condition(
                                                dev.tickbox.content.Condition.Comparison.NEWER_THAN, "48h"))
                                .allowing("intranet.example", "127.0.0.1")));
        Step.Fetch rate = (Step.Fetch) steps.get(1);
        assertThat(rate.request().secret()).contains(new SourceSecret("fred", Place.QUERY, "api_key"));
        assertThat(rate.columns()).contains(Set.of("rate"));
        assertThat(((Step.Fetch) steps.get(2)).request().form()).isEqualTo(new SourceForm.Page(500));
        assertThat(((Step.Fetch) steps.get(3)).columns()).contains(Set.of("sku", "price"));
        assertThat(((Step.Fetch) steps.get(3)).request().form())
                .isEqualTo(new SourceForm.Csv(List.of("sku", "price"), Set.of("price")));
    }

    @Test
    void a_file_of_the_folder_is_kept_beside_the_definition_with_its_columns() {
        folder.file("data/seeds.csv", "name,price\nrose,3\n");
        folder.file("prompts/daily.md", "{{#steps.f.rows}}{{name}} {{price}}{{/steps.f.rows}}");
        Step.Fetch step = (Step.Fetch) read(folder.steps("{id: f, fetch: data/seeds.csv, as: csv}", USE)
                        .definition())
                .getFirst();
        assertThat(step.columns()).contains(Set.of("name", "price"));
        assertThat(step.request())
                .isEqualTo(new FetchRequest(
                        List.of(),
                        Optional.of(new FetchRequest.InlinedFile(
                                "data/seeds.csv", "name,price\nrose,3\n", List.of("name", "price"))),
                        new SourceForm.Csv(List.of()),
                        false,
                        new TreeMap<>(),
                        Optional.empty(),
                        Set.of()));
        prompt(
                "{{#steps.f.rows}}\n{{prise}}{{/steps.f.rows}}",
                "{id: f, fetch: data/seeds.csv, as: csv}",
                "prompts/daily.md:2: undefined column {{prise}} in {{#steps.f.rows}} of job daily; did you mean price?");
        folder.file("data/seeds.csv", "name,price\nrose\n");
        step(
                "{id: f, fetch: data/seeds.csv, as: csv}",
                "tickbox.yaml:9: the file data/seeds.csv cannot be used: line 2 has 1 field, and there are 2 columns;"
                        + " correct it, or read it with another as:");
    }

    @Test
    void a_column_that_is_not_there_is_named_with_its_line() {
        prompt(
                "{{#steps.f.rows}}\n{{title}} {{titel}}{{/steps.f.rows}}",
                FEED,
                "prompts/daily.md:2: undefined column {{titel}} in {{#steps.f.rows}} of job daily; did you mean title?");
        prompt("{{steps.f.rows}}", FEED);
        prompt(
                "{{title}}",
                FEED,
                "prompts/daily.md:1: undefined variable {{title}} in job daily; known: job.id, run.date, run.id, run.month,"
                        + " run.slot, run.year, site.id, steps.f.count, steps.f.rows");
        prompt(
                "{{steps.f.title}}",
                "{id: f, fetch: \"https://a.example/\", as: json, columns: {tile: /t}}",
                "prompts/daily.md:1: undefined variable {{steps.f.title}} in job daily; did you mean steps.f.tile?");
        prompt("{{steps.f.whatever}}", "{id: f, fetch: \"https://a.example/\", as: json}");
        prompt("{{#steps.f.rows}}{{what}}{{/steps.f.rows}}", "{id: f, fetch: \"https://a.example/\", as: csv}");
    }

    @Test
    void a_section_of_rows_may_include_a_file_with_its_columns() {
        folder.file("prompts/row.md", "- {{title}}: {{link}}\n");
        prompt("{{#steps.f.rows}}\n{{> prompts/row.md}}\n{{/steps.f.rows}}", FEED);
        folder.file("prompts/row.md", "- {{titel}}\n");
        step(
                FEED,
                "prompts/row.md:1: undefined column {{titel}} in {{#steps.f.rows}} of job daily; did you mean title?");
    }

    @Test
    void where_needs_columns_that_are_there_and_rows() {
        step(
                "{id: f, fetch: \"https://a.example/\", as: feed, where: {dat: {newerThan: 48h}}}",
                "tickbox.yaml:9: there is no column dat; did you mean date?");
        step(
                "{id: f, fetch: \"https://a.example/\", as: feed, where: {date: {newerThan: yesterday}}}",
                "tickbox.yaml:9: jobs.daily.steps[1].where.date.newerThan needs a period such as 15m, 48h or 8d, not yesterday");
        step(
                "{id: f, fetch: \"https://a.example/\", as: page, where: {title: x}}",
                "tickbox.yaml:9: jobs.daily.steps[1].where takes rows out of many, and as: page gives one record; use"
                        + " require");
    }

    @Test
    void an_address_must_be_one() {
        step(
                "{id: f, fetch: \"ftp://a.example/\", as: feed}",
                "tickbox.yaml:9: jobs.daily.steps[1].fetch is not an address that begins with https:// or http://");
        step(
                "{id: f, fetch: \"https://me:pw@a.example/\", as: feed}",
                "tickbox.yaml:9: jobs.daily.steps[1].fetch has a user or a password in it, which would be stored"
                        + " and printed; take it out, and name it under secret, as in {name: NAME, header: Authorization}");
        step(
                "{id: f, fetch: \"https://a.example/, https://b.example/\", as: feed}",
                "tickbox.yaml:9: jobs.daily.steps[1].fetch has a space or a comma in it; write several addresses as a list,"
                        + " each on a line of its own after a dash");
        step("{id: f, fetch: [], as: feed}", "tickbox.yaml:9: jobs.daily.steps[1].fetch has no address");
        step("{id: f, fetch: data/none.csv, as: csv}", "tickbox.yaml:9: there is no file data/none.csv");
        step(
                "{id: f, fetch: \"https://a.example/{{vars.none}}\", as: feed}",
                "tickbox.yaml:9: undefined variable {{vars.none}} in job daily; define it under vars");
        step(
                "{id: f, fetch: [\"https://a.example/\", \"https://b.example/\"], as: page}",
                "tickbox.yaml:9: the step f has 2 addresses, and as: page gives one record of one address; fetch each in a"
                        + " step of its own");
    }

    @Test
    void an_address_that_a_model_wrote_is_refused() {
        assertThat(folder.steps(
                                "{id: pick, generate: prompts/daily.md}",
                                "{id: f, fetch: \"https://a.example/?q={{steps.pick.text}}\", as: feed}")
                        .problems())
                .containsExactly(
                        "tickbox.yaml:10: jobs.daily.steps[2].fetch is made of {{steps.pick.text}}, which a model"
                                + " writes: it could name any address, and put what it has read into it. Let the model"
                                + " choose among rows that a source gave, and join them by an each step with match:"
                                + " steps.ID.rows");
    }

    private static final String PICK = "{id: pick, generate: prompts/daily.md, output: schemas/pick.json}";
    private static final String PICK_SCHEMA =
            "{\"type\": \"object\", \"properties\": {\"picks\": {\"type\": \"array\", \"items\": {\"type\": \"object\","
                    + " \"properties\": {\"link\": {\"type\": \"string\"}, \"why\": {\"type\": \"string\"}},"
                    + " \"required\": [\"link\", \"why\"], \"additionalProperties\": false}}}, \"required\": [\"picks\"],"
                    + " \"additionalProperties\": false}";

    private static String rows(String id, String more, String inner) {
        return "{id: " + id + ", key: link, maxRows: 3, " + more + ", steps: [" + inner + "]}";
    }

    private static String page(String address) {
        return "{id: page, fetch: \"" + address + "\", as: page}";
    }

    private List<String> problems(String... steps) {
        folder.file("schemas/pick.json", PICK_SCHEMA);
        return folder.steps(steps).problems().stream()
                .filter(problem -> !problem.contains("maxUsd"))
                .toList();
    }

    /** Through a table of rows, as a whole table, and in a section over rows. */
    @Test
    void an_address_that_a_model_wrote_is_refused_behind_rows_too() {
        String note = "{id: note, generate: prompts/daily.md}";
        String notes = rows("notes", "each: steps.f.rows", note);
        for (String name : List.of(
                "{{steps.notes.rows}}",
                "{{#steps.notes.rows}}{{.}}{{/steps.notes.rows}}",
                "{{#steps.notes.rows}}{{note.text}}{{/steps.notes.rows}}")) {
            assertThat(problems(FEED, notes, page("https://a.example/?q=" + name)))
                    .as(name)
                    .singleElement()
                    .asString()
                    .contains("which a model writes");
        }
        assertThat(problems(
                        PICK,
                        rows("a", "each: steps.pick.picks", note),
                        rows("b", "each: steps.a.rows", page("{{row.link}}"))))
                .singleElement()
                .asString()
                .contains("made of {{row.link}}, which a model writes");
        assertThat(problems(
                        FEED, notes, rows("b", "each: steps.notes.rows", page("https://a.example/{{row.note.text}}"))))
                .singleElement()
                .asString()
                .contains("made of {{row.note.text}}, which a model writes");
        assertThat(problems(
                        FEED,
                        PICK,
                        rows(
                                "b",
                                "each: steps.pick.picks, match: steps.f.rows",
                                page("https://a.example/{{row.why}}"))))
                .singleElement()
                .asString()
                .contains("made of {{row.why}}, which a model writes");
    }

    @Test
    void an_address_that_no_model_wrote_is_taken_whatever_the_steps_are_called() {
        String date = "{id: date, generate: prompts/daily.md}";
        String summary = "{id: summary, generate: prompts/daily.md}";
        assertThat(problems(date, page("https://a.example/{{run.date}}"))).isEmpty();
        assertThat(problems(FEED, summary, rows("b", "each: steps.f.rows", page("https://a.example/{{row.summary}}"))))
                .isEmpty();
        assertThat(problems(
                        FEED,
                        rows("notes", "each: steps.f.rows", "{id: note, generate: prompts/daily.md}"),
                        rows("b", "each: steps.notes.rows", page("{{row.link}}"))))
                .isEmpty();
        assertThat(problems(FEED, PICK, rows("b", "each: steps.pick.picks, match: steps.f.rows", page("{{row.link}}"))))
                .isEmpty();
    }

    @Test
    void a_secret_goes_to_one_host_over_https() {
        step(
                "{id: f, fetch: \"http://a.example/\", as: feed, secret: {name: k, header: X-Key}}",
                "tickbox.yaml:9: jobs.daily.steps[1].secret is sent only to an address that begins with https:// and a host"
                        + " without variables");
        step(
                "{id: f, fetch: \"https://{{run.id}}.example/\", as: feed, secret: {name: k, header: X-Key}}",
                "tickbox.yaml:9: jobs.daily.steps[1].secret is sent only to an address that begins with https:// and a host"
                        + " without variables");
        step(
                "{id: f, fetch: \"https://a.example/\", as: feed, secret: {name: k}}",
                "tickbox.yaml:9: jobs.daily.steps[1].secret needs exactly one of query and header");
        step(
                "{id: f, fetch: \"https://a.example/\", as: feed, secret: {name: k, query: \"a b\"}}",
                "tickbox.yaml:9: jobs.daily.steps[1].secret.query is no name of a query parameter or a header");
    }

    @Test
    void each_form_has_its_own_words() {
        step("{id: f, fetch: \"https://a.example/\"}", "tickbox.yaml:9: jobs.daily.steps[1] needs as");
        step(
                "{id: f, fetch: \"https://a.example/\", as: fed}",
                "tickbox.yaml:9: jobs.daily.steps[1].as must be feed or page or text or json or csv, not fed; did you mean"
                        + " feed?");
        step(
                "{id: f, fetch: \"https://a.example/\", as: feed, rows: /a}",
                "tickbox.yaml:9: jobs.daily.steps[1].rows does not belong to as: feed");
        step(
                "{id: f, fetch: \"https://a.example/\", as: json, rows: data.rows}",
                "tickbox.yaml:9: jobs.daily.steps[1].rows is not a JSON pointer, as in /data/0/rate, but data.rows");
        step(
                "{id: f, fetch: \"https://a.example/\", as: csv, columns: [a, a]}",
                "tickbox.yaml:9: two columns are called a");
        step(
                "{id: f, fetch: \"https://a.example/\", as: json, columns: {\"a b\": /a}}",
                "tickbox.yaml:9: \"a b\" cannot be a column: a letter, then at most 39 letters, digits, _ and -");
        more(
                "sources: {allow: [\"https://a.example\"]}",
                "tickbox.yaml:9: sources.allow[1] is not the name of a host, as in intranet.example, without https:// and"
                        + " without a port");
    }

    @Test
    void an_allowed_host_may_be_private_and_have_any_port() {
        String steps = folder.steps(
                        "{id: f, fetch: [\"http://localhost:8080/a\", \"http://[fd00::1]/b\"], as: csv}", USE)
                .read(ContentFolder.FILE);
        assertThat(folder.problems()).hasSize(2);
        assertThat(folder.yaml(steps + "sources: {allow: [localhost, \"fd00::1\"]}\n")
                        .problems())
                .isEmpty();
    }
}

package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people get wrong in pipelines: one mistake is one message, with file, line and how to mend it. */
class OneMistakeTest {
    static final String FEED = "{id: news, fetch: \"https://a.example/feed\", as: feed}";
    private static final String PICK = "{id: pick, generate: prompts/daily.md, output: {type: object, properties:"
            + " {picks: {type: array, items: {type: object, properties: {link: {type: string}, WHY: {type: string}}}}}}}";
    static final String DRAFT = "{id: draft, generate: prompts/daily.md, output: article}";
    private static final String OK = "{id: ok, approve: draft}";
    private static final String GARDEN = "  garden: {publisher: folder, path: public/garden}\n";
    private static final String GARDEN_AND_LAB =
            "  {garden: {publisher: folder, path: public/garden}," + " lab: {publisher: folder, path: public/lab}}\n";
    static final String NOTE = "{id: note, generate: prompts/daily.md}";

    @TempDir
    private Path path = Path.of("");

    /** @param content puts the one mistake into a folder that is right */
    record Mistake(String name, Consumer<TestFolder> content, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Of steps, which begin on line 9. */
    static Mistake steps(String name, String message, String... steps) {
        return new Mistake(name, folder -> folder.cappedSteps(steps), message);
    }

    /** Of a file in the folder that a step reads. */
    private static Mistake file(String name, String file, String text, String as, String message) {
        return new Mistake(
                name,
                folder -> folder.file(file, text)
                        .file("prompts/daily.md", "{{#steps.f.rows}}{{name}}{{/steps.f.rows}}")
                        .steps("{id: f, fetch: " + file + ", as: " + as + "}", DRAFT),
                message);
    }

    private static Mistake prompt(String name, String prompt, String message, String... steps) {
        return new Mistake(
                name, folder -> folder.file("prompts/daily.md", prompt).cappedSteps(steps), message);
    }

    static String each(String words, String... inner) {
        return "{id: notes, " + words + ", steps: [" + String.join(", ", inner) + "]}";
    }

    static String notes(String... inner) {
        return each("each: steps.news.rows, key: link, maxRows: 3", inner);
    }

    private static Stream<Mistake> columnsAndKeys() {
        return Stream.of(
                prompt(
                        "a column that the feed has not",
                        "\n{{#steps.news.rows}}{{titel}}{{/steps.news.rows}}",
                        "prompts/daily.md:2: undefined column {{titel}} in {{#steps.news.rows}} of job daily; did you"
                                + " mean title?",
                        FEED,
                        NOTE),
                steps(
                        "a column in a condition",
                        "tickbox.yaml:9: there is no column dat; did you mean date?",
                        FEED.replace("}", ", where: {dat: {newerThan: 48h}}}"),
                        NOTE),
                prompt(
                        "a value of the row's own step, read as a column",
                        "{{row.page.text}}",
                        "prompts/daily.md:1: undefined variable {{row.page.text}} in job daily; a row has its columns, and"
                                + " what its own steps gave is read as steps.page.text",
                        FEED,
                        notes("{id: page, fetch: \"{{row.link}}\", as: page}", NOTE)),
                steps(
                        "rows without a key",
                        "tickbox.yaml:10: jobs.daily.steps[2] needs key, the column that names a row, as in key: link",
                        FEED,
                        each("each: steps.news.rows, maxRows: 3", NOTE)),
                steps(
                        "a key that is no column",
                        "tickbox.yaml:10: jobs.daily.steps[2].key names the column lnik, which steps.news.rows has not; did"
                                + " you mean link?",
                        FEED,
                        each("each: steps.news.rows, key: lnik, maxRows: 3", NOTE)),
                steps(
                        "a name on both sides of match",
                        "tickbox.yaml:11: the rows of steps.pick.picks and steps.news.rows both have title; only the key may"
                                + " be on both sides of match, so rename it in the output of the model, or leave it out"
                                + " there",
                        FEED,
                        PICK.replace("WHY", "title"),
                        each("each: steps.pick.picks, match: steps.news.rows, key: link, maxRows: 3", NOTE)),
                steps(
                        "a reserved name",
                        "tickbox.yaml:9: a step cannot be called vars: the paths of values begin with row, run, site, job,"
                                + " vars and steps; rename it",
                        NOTE.replace("id: note", "id: vars")));
    }

    private static Stream<Mistake> sources() {
        return Stream.of(
                file(
                        "a feed that is HTML",
                        "data/feed.xml",
                        "<!DOCTYPE html><title>Down</title>",
                        "feed",
                        "tickbox.yaml:9: the file data/feed.xml cannot be used: it is an HTML page, \"Down\", not a feed; correct it,"
                                + " or read it with another as:"),
                file(
                        "a ragged CSV",
                        "data/a.csv",
                        "name,price\nrose,3\nivy\n",
                        "csv",
                        "tickbox.yaml:9: the file data/a.csv cannot be used: line 3 has 1 field, and there are 2 columns;"
                                + " correct it, or read it with another as:"),
                file(
                        "a pointer that finds nothing",
                        "data/a.json",
                        "{\"list\": []}",
                        "json, rows: /items",
                        "tickbox.yaml:9: the file data/a.json cannot be used: the pointer /items of rows finds nothing;"
                                + " correct it, or read it with another as:"),
                steps(
                        "an address that a model wrote",
                        "tickbox.yaml:11: jobs.daily.steps[3].fetch is made of {{steps.note.text}}, which a model writes: it"
                                + " could name any address, and put what it has read into it. Let the model choose among"
                                + " rows that a source gave, and join them by an each step with match: steps.ID.rows",
                        FEED,
                        NOTE,
                        "{id: page, fetch: \"https://a.example/{{steps.note.text}}\", as: page}"),
                steps(
                        "a password in an address",
                        "tickbox.yaml:9: jobs.daily.steps[1].fetch has a user or a password in it, which would be stored and"
                                + " printed; take it out, and name it under secret, as in {name: NAME, header:"
                                + " Authorization}",
                        FEED.replace("a.example", "me:pw@a.example"),
                        NOTE));
    }

    private static Stream<Mistake> rows() {
        return Stream.of(
                steps(
                        "rows of a text",
                        "tickbox.yaml:10: jobs.daily.steps[2].each names steps.note.text, which is a single value and no list"
                                + " of rows; give the step note an output with a list (type: array)",
                        NOTE,
                        each("each: steps.note.text, key: link, maxRows: 3", "{id: a, generate: prompts/daily.md}")),
                steps(
                        "rows inside rows",
                        "tickbox.yaml:10: the step inner is an each step inside an each step, which cannot be: rows have no"
                                + " rows of their own; make it a step after the other one, with each: steps.ID.rows",
                        FEED,
                        notes(notes(NOTE).replace("id: notes", "id: inner"))),
                steps(
                        "a batch for each row",
                        "tickbox.yaml:10: the step note has mode: batch, which the steps of an each step cannot have: each"
                                + " row would be a batch job of its own, and few of them can be out at once (a batch job of"
                                + " many requests is to come); give it mode: background",
                        FEED,
                        notes(NOTE.replace("}", ", mode: batch}"))),
                steps(
                        "a time without its unit",
                        "tickbox.yaml:10: jobs.daily.steps[2].within needs a period such as 15m, 48h or 8d, not 3600; write"
                                + " its unit, as in 1h for 3600 seconds",
                        FEED,
                        each("each: steps.news.rows, key: link, maxRows: 3, within: 3600", NOTE)),
                steps(
                        "an id that two steps have",
                        "tickbox.yaml:10: two steps are called note, the first on line 9",
                        NOTE,
                        NOTE.replace("}", ", output: article}"),
                        "{id: some, require: {steps.note.text: x}}",
                        "{id: out, publish: note}"),
                steps(
                        "an id that a step of the rows has, too",
                        "tickbox.yaml:11: two steps are called note, the first on line 10",
                        FEED,
                        NOTE,
                        notes(NOTE, "{id: some, require: {steps.note.text: x}}")),
                new Mistake(
                        "rows that buy without a limit",
                        folder -> folder.steps(FEED, notes(NOTE)),
                        "tickbox.yaml:4: jobs.daily needs maxUsd, the most that one run may cost with all its rows, as in"
                                + " maxUsd: 1.50; its step notes buys for up to 3 rows"),
                new Mistake(
                        "a limit over that of the day",
                        folder -> folder.and("    maxUsd: 3.00\nbudget: {dailyUsd: 2.00}\n"),
                        "tickbox.yaml:9: jobs.daily.maxUsd is more than the 2 dollars that a day may cost; lower it, or raise"
                                + " budget.dailyUsd"));
    }

    private static Stream<Mistake> gates() {
        return Stream.of(
                steps(
                        "approval of what is no text",
                        "tickbox.yaml:10: the step pick makes no text: its output has no title and markdown of type string."
                                + " Only a text or an article can be approved; give it output: text or output: article",
                        PICK,
                        "{id: ok, approve: pick}"),
                steps(
                        "the text from before its gate",
                        "tickbox.yaml:11: the step out publishes the text of draft from before its gate; write publish: ok,"
                                + " which is the approved text",
                        DRAFT,
                        OK,
                        "{id: out, publish: draft}"),
                new Mistake(
                        "the text from before its gate, on two sites",
                        folder -> folder.steps(DRAFT, OK, "{id: out, publish: draft, to: [garden, lab]}")
                                .yaml(folder.read(ContentFolder.FILE).replace(GARDEN, GARDEN_AND_LAB)),
                        "tickbox.yaml:11: the step out publishes the text of draft from before its gate; write publish: ok,"
                                + " which is the approved text"),
                steps(
                        "a field of the text from before its gate",
                        "tickbox.yaml:11: jobs.daily.steps[3].with.about publishes {{steps.draft.title}} from before its gate;"
                                + " write {{steps.ok.title}}, which is of the approved text",
                        DRAFT,
                        OK,
                        "{id: out, publish: ok, with: {about: \"on {{steps.draft.title}}\"}}"),
                steps(
                        "a field of the text from before its gate, in a row",
                        "tickbox.yaml:12: jobs.daily.steps[4].steps[2].with.about publishes {{steps.draft.title}} from before"
                                + " its gate; write {{steps.ok.title}}, which is of the approved text",
                        FEED,
                        DRAFT,
                        OK,
                        notes(
                                DRAFT.replace("id: draft", "id: part"),
                                "{id: out, publish: part, with: {about: \"{{steps.draft.title}}\"}}")),
                steps(
                        "a field of another row's text from before its gate",
                        "tickbox.yaml:11: jobs.daily.steps[3].steps[2].with.about publishes {{row.draft.title}} from before"
                                + " its gate; write {{row.ok.title}}, which is of the approved text",
                        FEED,
                        notes(DRAFT, OK),
                        "{id: more, each: steps.notes.rows, key: link, maxRows: 3, steps: ["
                                + DRAFT.replace("id: draft", "id: part")
                                + ", {id: out, publish: part, with: {about: \"{{row.draft.title}}\"}}]}"),
                steps(
                        "a field that is approved too late",
                        "tickbox.yaml:11: the text of draft is published before it is approved by ok on line 12; move this"
                                + " step after that one, and name ok in it in place of draft",
                        DRAFT,
                        DRAFT.replace("id: draft", "id: part"),
                        "{id: out, publish: part, with: {about: \"{{steps.draft.title}}\"}}",
                        OK));
    }

    private static Stream<Mistake> traps() {
        return Stream.of(
                steps(
                        "a time to answer without its unit",
                        "tickbox.yaml:10: jobs.daily.steps[2].within needs a period such as 30m, 9h or 2d, at most 365d, not"
                                + " 90; write its unit, as in 1h",
                        DRAFT,
                        OK.replace("}", ", within: 90}")),
                steps(
                        "a site that is not there",
                        "tickbox.yaml:10: unknown site gardn; did you mean garden?",
                        DRAFT,
                        "{id: out, publish: draft, to: [gardn]}"),
                steps(
                        "braces without quotes",
                        "tickbox.yaml:9: jobs.daily.steps[1].fetch needs quotes: write \"{{vars.feed}}\", since without them it"
                                + " is a YAML mapping",
                        FEED.replace("\"https://a.example/feed\"", "{{vars.feed}}"),
                        NOTE),
                steps(
                        "a comma in an address",
                        "tickbox.yaml:9: jobs.daily.steps[1].fetch is cut at the comma in an address: put it in quotes, as in"
                                + " \"https://a.example/?at=1,2\"",
                        FEED.replace("\"https://a.example/feed\"", "[https://a.example/?at=1,2]"),
                        NOTE),
                steps(
                        "several addresses in one text",
                        "tickbox.yaml:9: jobs.daily.steps[1].fetch has a space or a comma in it; write several addresses as a"
                                + " list, each on a line of its own after a dash",
                        FEED.replace("/feed", "/feed,https://b.example/feed"),
                        NOTE),
                steps(
                        "a comparison as in code",
                        "tickbox.yaml:10: jobs.daily.steps[2].require.steps.news.count is compared with the text \">= 7\"; write"
                                + " a condition, as in {atLeast: 7} or {atMost: 7}",
                        FEED,
                        "{id: some, require: {steps.news.count: \">= 7\"}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"columnsAndKeys", "sources", "rows", "gates", "traps"})
    void one_mistake_is_one_message_with_its_line_and_its_mend(Mistake mistake) {
        TestFolder folder = TestFolder.at(path).file("prompts/daily.md", "Write.\n");
        mistake.content().accept(folder);
        assertThat(folder.problems()).containsExactly(mistake.message());
    }
}

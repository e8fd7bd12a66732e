package dev.tickbox.content.reader;

import static dev.tickbox.content.reader.OneMistakeTest.DRAFT;
import static dev.tickbox.content.reader.OneMistakeTest.FEED;
import static dev.tickbox.content.reader.OneMistakeTest.NOTE;
import static dev.tickbox.content.reader.OneMistakeTest.each;
import static dev.tickbox.content.reader.OneMistakeTest.notes;
import static dev.tickbox.content.reader.OneMistakeTest.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.reader.OneMistakeTest.Mistake;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Content that would be run and could never do anything: conditions that no value satisfies, addresses that every fetch refuses. */
class NeverHoldsTest {
    private static final String NEVER = ", so this condition never holds; ";
    private static final String GATE = "tickbox.yaml:10: jobs.daily.steps[2].require.";
    private static final String IN_ROW = "tickbox.yaml:10: jobs.daily.steps[2].steps[2].require.";

    @TempDir
    private Path path = Path.of("");

    private static Mistake csv(String name, String step, String message) {
        return new Mistake(
                name,
                folder -> folder.file("data/a.csv", "name,price\nrose,3.50\n")
                        .file("prompts/daily.md", "{{#steps.f.rows}}{{name}}{{/steps.f.rows}}")
                        .steps("{id: f, fetch: data/a.csv, as: csv, " + step + "}", DRAFT),
                message);
    }

    private static Stream<Mistake> columns() {
        return Stream.of(
                csv(
                        "a column of a CSV is no number",
                        "where: {price: {atLeast: 2}}",
                        "tickbox.yaml:9: jobs.daily.steps[1].where.price.atLeast: price is a text" + NEVER
                                + "write numbers: [price] beside as: csv, as the columns of a CSV are texts"),
                csv(
                        "a column of a CSV and a bare number",
                        "where: {price: 3}",
                        "tickbox.yaml:9: jobs.daily.steps[1].where.price: price is a text" + NEVER
                                + "write \"3\" with quotes, or: write numbers: [price] beside as: csv, as the columns of a"
                                + " CSV are texts"),
                csv(
                        "a column of numbers and a text",
                        "numbers: [price], where: {price: {not: \"3\"}}",
                        "tickbox.yaml:9: jobs.daily.steps[1].where.price.not: price is a number" + NEVER
                                + "write 3 without quotes"),
                csv(
                        "a column of numbers that is not there",
                        "numbers: [prize]",
                        "tickbox.yaml:9: the file data/a.csv cannot be used: its first line has no column prize, which numbers:"
                                + " names; correct it, or read it with another as:"),
                csv(
                        "a column of numbers with a text in it",
                        "numbers: [name]",
                        "tickbox.yaml:9: the file data/a.csv cannot be used: line 2 has \"rose\" in the column name, and"
                                + " numbers are written like 7, -3 or 0.5, with at most 15 digits; correct it, or read it with"
                                + " another as:"));
    }

    private static Stream<Mistake> rowsAndSchemas() {
        String prices = FEED.replace("as: feed", "as: csv");
        return Stream.of(
                steps(
                        "a column of a feed",
                        "tickbox.yaml:9: jobs.daily.steps[1].where.title: title is a text" + NEVER
                                + "write \"7\" with quotes, or: a text has a bare text, not, contains, newerThan and"
                                + " olderThan",
                        FEED.replace("}", ", where: {title: 7}}"),
                        NOTE),
                steps(
                        "a row of a CSV whose columns are not known",
                        IN_ROW + "row.price.atLeast: row.price is a text" + NEVER
                                + "if it is a column of a CSV, write numbers: [price] in the step that fetches it; if a"
                                + " model writes it, type: number in its schema",
                        prices,
                        notes(NOTE, "{id: worth, require: {row.price: {atLeast: 2}}}")),
                steps(
                        "a row's number as a text",
                        IN_ROW + "row.price: row.price is a number" + NEVER
                                + "a number has a bare number, not, atLeast and atMost",
                        prices.replace("as: csv", "as: csv, numbers: [price]"),
                        notes(NOTE, "{id: worth, require: {row.price: cheap}}")),
                steps(
                        "a field of a schema",
                        GATE + "steps.note.score.atLeast: steps.note.score is a text" + NEVER
                                + "give it type: number in the schema of its step",
                        NOTE.replace("}", ", output: {type: object, properties: {score: {type: string}}}}"),
                        "{id: worth, require: {steps.note.score: {atLeast: 7}}}"),
                steps(
                        "a field that is true or false",
                        GATE + "steps.note.good: steps.note.good is true or false" + NEVER
                                + "write true or false, without quotes",
                        NOTE.replace("}", ", output: {type: object, properties: {good: {type: boolean}}}}"),
                        "{id: worth, require: {steps.note.good: \"true\"}}"),
                steps(
                        "the rows in place of their number",
                        GATE + "steps.news.rows.atLeast: steps.news.rows is a list" + NEVER
                                + "for the number of its rows write steps.news.count",
                        FEED,
                        "{id: some, require: {steps.news.rows: {atLeast: 1}}}"));
    }

    private static Stream<Mistake> places() {
        String mend = ", and would be refused; to fetch from it, list the host under sources: {allow: [";
        String leads = "tickbox.yaml:9: jobs.daily.steps[1].fetch leads to ";
        return Stream.of(
                steps(
                        "a private address",
                        leads + "10.0.0.1, which is not public" + mend + "10.0.0.1]}",
                        at("10.0.0.1"),
                        NOTE),
                steps(
                        "an address of this machine",
                        leads + "localhost, which is not public" + mend + "localhost]}",
                        at("LOCALHOST:8080"),
                        NOTE),
                steps(
                        "a private IPv6 address",
                        leads + "fd00::1, which is not public" + mend + "fd00::1]}",
                        at("[fd00::1]"),
                        NOTE),
                steps(
                        "another port",
                        leads + "port 8080 of a.example, which is neither 80 nor 443" + mend + "a.example]}",
                        at("a.example:8080"),
                        NOTE),
                steps(
                        "a private address with a template behind it",
                        leads + "10.0.0.1, which is not public" + mend + "10.0.0.1]}",
                        at("10.0.0.1").replace("/feed", "/{{run.date}}?a={{run.date}}"),
                        NOTE),
                new Mistake(
                        "a private address in a variable",
                        folder -> folder.steps(at("{{vars.host}}"), NOTE)
                                .file(
                                        ContentFolder.FILE,
                                        folder.read(ContentFolder.FILE) + "vars: {host: 169.254.169.254}\n"),
                        leads + "169.254.169.254, which is not public" + mend + "169.254.169.254]}"),
                steps(
                        "an address from a title that a model wrote",
                        "tickbox.yaml:10: jobs.daily.steps[2].steps[1].fetch is made of {{row.title}}, which a model writes: it"
                                + " could name any address, and put what it has read into it. Let the model choose among"
                                + " rows that a source gave, and join them by an each step with match: steps.ID.rows",
                        "{id: past, recent: {maxRows: 5}}",
                        each(
                                "each: steps.past.rows, key: slug, maxRows: 3",
                                "{id: page, fetch: \"https://a.example/?q={{row.title}}\", as: page}",
                                NOTE)));
    }

    private static String at(String host) {
        return FEED.replace("a.example", host).replace("https", "http");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"columns", "rowsAndSchemas", "places"})
    void what_can_never_be_is_one_message_with_its_line_and_its_mend(Mistake mistake) {
        TestFolder folder = TestFolder.at(path).file("prompts/daily.md", "Write.\n");
        mistake.content().accept(folder);
        assertThat(folder.problems()).containsExactly(mistake.message());
    }
}

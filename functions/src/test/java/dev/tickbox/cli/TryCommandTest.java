package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TryCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private CommandFixture desk = new CommandFixture(folder);

    @BeforeEach
    void content() throws IOException {
        desk = new CommandFixture(folder);
        Files.createDirectories(folder.resolve("prompts"));
        Files.writeString(folder.resolve("prompts/note.md"), "Note on {{row.name}}.\n");
        Files.writeString(folder.resolve("prompts/draft.md"), """
                Write on {{run.date}}.
                {{#steps.notes.rows}}
                - {{name}}: {{note.gist}}
                {{/steps.notes.rows}}
                {{#steps.past.rows}}
                * {{title}}
                {{/steps.past.rows}}
                """);
        Files.writeString(
                folder.resolve("plants.csv"),
                "name,place\nmoss,shade\nfern,sun\nfern,sun\nrose,sun\nthyme,sun\nivy,shade\nsage,sun\n,sun\n");
        Files.writeString(folder.resolve("tickbox.yaml"), """
                sites: {garden: {publisher: folder, path: public}}
                jobs:
                  plants:
                    site: garden
                    schedule: "0 6 * * *"
                    model: gemini-3.8-flash
                    maxUsd: 1.00
                    steps:
                      - {id: list, fetch: plants.csv, as: csv}
                      - id: notes
                        each: steps.list.rows
                        key: name
                        only: new
                        maxRows: 4
                        steps:
                          - {id: sunny, require: {row.place: sun}}
                          - id: note
                            generate: prompts/note.md
                            output: {type: object, required: [gist, score],
                                     properties: {gist: {type: string}, score: {type: integer}}}
                          - {id: worth, require: {steps.note.score: {atLeast: -1000000000}}}
                      - {id: past, recent: {maxRows: 5}}
                      - {id: draft, generate: prompts/draft.md, output: article}
                      - {id: ok, approve: draft, within: 2d}
                      - {id: out, publish: ok}
                budget: {dailyUsd: 2.00}
                """);
    }

    /** Every file below the folder, with its bytes. */
    private Map<String, Integer> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            Map<String, Integer> files = new TreeMap<>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String runToItsEnd() {
        String run = Objects.requireNonNull(
                (String) desk.played("run", "plants", "--json").object().get("run"));
        for (int i = 0; i < 8; i++) {
            desk.clock.advance(Duration.ofMinutes(2));
            desk.played("tick");
            desk.played("approve", run);
        }
        assertThat(desk.played("explain", run).done()).contains("  DONE");
        return run;
    }

    @Test
    void every_prompt_is_printed_with_its_price_and_what_each_filter_leaves() {
        Map<String, Integer> before = files();
        String page = desk.here("try", "plants").done();
        assertThat(page)
                .startsWith("job plants: tried, nothing was bought, published or stored\nfetched list: 8 rows\n")
                .contains(
                        "table notes: 4 rows would be taken, 3 tried; left out: 1 key repeated, 1 no key, 2 over maxRows,"
                                + " 1 of the tried ones by sunny\n",
                        "not judged, because the values are made up here: worth\n",
                        "── note, row fern ── gemini-3.8-flash, background, at most ",
                        "\nNote on fern.\n",
                        "\nNote on rose.\n",
                        "\nWrite on 2026-11-21.\n- fern: ",
                        "made up in the prompts above: what note gives",
                        " % of the budget of a day ($2.0000)\n",
                        "30 days have 30 slots: at most about $")
                .doesNotContain("Note on moss", "Note on thyme");
        assertThat(files()).as("no store, no texts").isEqualTo(before);
    }

    @Test
    void the_price_of_a_run_is_that_of_as_many_rows_as_it_would_take() {
        Map<String, Object> said =
                desk.here("try", "plants", "--rows", "1", "--json").object();
        List<?> requests = (List<?>) Objects.requireNonNull(said.get("requests"));
        assertThat(requests).as("moss is not in the sun").hasSize(1);
        Map<String, Object> two =
                desk.here("try", "plants", "--rows", "2", "--json").object();
        List<Long> prices = ((List<?>) Objects.requireNonNull(two.get("requests")))
                .stream()
                        .map(each -> (Long) Objects.requireNonNull(((Map<?, ?>) each).get("mayCostMicroUsd")))
                        .toList();
        assertThat(two.get("runMayCostMicroUsd"))
                .as("one of two tried rows of four, and the draft")
                .isEqualTo(prices.getFirst() * 4 / 2 + prices.getLast());
    }

    @Test
    void a_trial_beside_a_store_reads_it_and_leaves_every_byte_as_it_was() {
        String run = runToItsEnd();
        Map<String, Integer> before = files();
        assertThat(desk.played("try", "plants").done())
                .contains(
                        "table notes: 3 rows would be taken, 3 tried; left out: 1 key repeated, 1 no key, 3 taken by an"
                                + " earlier run, 2 of the tried ones by sunny")
                .contains("\n* ");
        String again =
                desk.played("try", "plants", "--from", run, "--at", "draft").done();
        assertThat(again)
                .contains("from run " + run + ": list, notes, past\n", "── draft ── ", "\n- fern: ")
                .doesNotContain("── note", "made up");
        assertThat(again)
                .contains(desk.played("text", run, "draft", "--request")
                        .out()
                        .substring(desk.played("text", run, "draft", "--request")
                                .out()
                                .indexOf("Write on"))
                        .strip());
        assertThat(files()).isEqualTo(before);
        assertThat(desk.played("try", "plants", "--from", run, "--at", "drft").complaint())
                .contains("did you mean draft?");
    }

    @Test
    void a_source_that_cannot_be_fetched_is_said_and_ends_the_trial() throws IOException {
        Path file = folder.resolve("tickbox.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "fetch: plants.csv, as: csv",
                                "fetch: \"http://localhost:1/plants\", as: csv, columns: [name, place]"));
        CommandFixture.Said said = desk.here("try", "plants");
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(1);
        assertThat(said.out() + said.err()).contains("localhost");
    }

    @Test
    void wrong_usage_tries_nothing() {
        assertThat(desk.here("try", "plants", "--rows", "0").code()).isEqualTo(2);
        assertThat(desk.here("try", "plants", "--at", "draft").code()).isEqualTo(2);
        assertThat(desk.here("try", "plnts").complaint()).contains("did you mean plants?");
        assertThat(desk.here("try", "plants", "--from", "x", "--at", "draft").complaint())
                .contains("there is no store yet");
    }
}

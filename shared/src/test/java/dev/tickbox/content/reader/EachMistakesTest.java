package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rows: one mistake, and exactly one message. */
class EachMistakesTest extends OneMistake {
    /** Line 9. */
    private static final String PICK = "{id: pick, generate: prompts/daily.md, output: {type: object, properties: {"
            + "picks: {type: array, items: {type: object, properties: {link: {type: string}, why: {type: string}}}},"
            + " tags: {type: array, items: {type: string}}, best: {type: object, properties: {link: {type: string}}},"
            + " odd: {}}}}";

    private static final String NOTE = "{id: note, generate: prompts/note.md, output: {type: object, properties:"
            + " {gist: {type: string}, page: {type: object, properties: {image: {type: string}}}}}}";

    private static String each(String id, String words, String... inner) {
        return "{id: " + id + ", " + words + ", steps: [" + String.join(", ", inner) + "]}";
    }

    private static String notes(String words) {
        return each("notes", words, NOTE);
    }

    private static final String GOOD_ROWS = "each: steps.pick.picks, key: link, maxRows: 3";

    private void wrong(String words, String... problems) {
        note("{{row.link}}");
        assertThat(folder.cappedSteps(PICK, notes(words)).problems()).containsExactly(problems);
    }

    private void note(String prompt) {
        folder.file("prompts/note.md", prompt);
    }

    private void after(String prompt, String... problems) {
        note("{{row.link}}");
        folder.file("prompts/after.md", prompt);
        assertThat(folder.cappedSteps(PICK, notes(GOOD_ROWS), "{id: last, generate: prompts/after.md}")
                        .problems())
                .containsExactly(problems);
    }

    @Test
    void the_words_of_rows_are_read() {
        wrong(GOOD_ROWS + ", only: new, minRows: 2, within: 6h, onFailure: skip");
        wrong("each: steps.pick.odd, key: [a, b], maxRows: 10000, minRows: 0");
    }

    @Test
    void a_list_of_texts_is_a_table_of_its_key() {
        note("{{row.tag}} {{row.why}}");
        assertThat(folder.cappedSteps(PICK, notes("each: steps.pick.tags, key: tag, maxRows: 3"))
                        .problems())
                .containsExactly("prompts/note.md:1: undefined variable {{row.why}} in job daily; known: row.tag");
    }

    @Test
    void key_and_max_rows_are_required() {
        wrong(
                "each: steps.pick.picks, maxRows: 3",
                "tickbox.yaml:10: jobs.daily.steps[2] needs key, the column that names a row, as in key: link");
        wrong(
                "each: steps.pick.picks, key: link",
                "tickbox.yaml:10: jobs.daily.steps[2] needs maxRows, the most rows that one run takes, as in maxRows: 60");
        wrong(
                "each: steps.pick.picks, key: link, maxRows: 10001",
                "tickbox.yaml:10: jobs.daily.steps[2].maxRows must be a whole number from 1 to 10000, not 10001");
        wrong(
                GOOD_ROWS + ", minRows: 4",
                "tickbox.yaml:10: the step notes needs at least 4 rows and takes at most 3; lower minRows or raise maxRows");
        assertThat(folder.cappedSteps(PICK, "{id: notes, " + GOOD_ROWS + "}").problems())
                .containsExactly("tickbox.yaml:10: jobs.daily.steps[2] needs steps");
        wrong(GOOD_ROWS + ", only: old", "tickbox.yaml:10: jobs.daily.steps[2].only must be new, not old");
        wrong(
                GOOD_ROWS + ", within: 6 hours",
                "tickbox.yaml:10: jobs.daily.steps[2].within needs a period such as 15m, 48h or 8d, not 6 hours");
        wrong(
                GOOD_ROWS + ", onFailure: skp",
                "tickbox.yaml:10: jobs.daily.steps[2].onFailure must be wait or skip, not skp; did you mean skip?");
        wrong(
                GOOD_ROWS + ", where: {why: x}",
                "tickbox.yaml:10: unknown key jobs.daily.steps[2].where; known here: id, each, key, match, only,"
                        + " minRows, maxRows, within, onFailure, steps");
    }

    @Test
    void a_key_is_a_column_that_is_known_and_a_single_value() {
        wrong(
                "each: steps.pick.picks, key: lnik, maxRows: 3",
                "tickbox.yaml:10: jobs.daily.steps[2].key names the column lnik, which steps.pick.picks has not;"
                        + " did you mean link?");
        wrong(
                "each: steps.pick.picks, key: [link, link], maxRows: 3",
                "tickbox.yaml:10: jobs.daily.steps[2].key names the column link twice");
        wrong(
                "each: steps.pick.picks, key: [], maxRows: 3",
                "tickbox.yaml:10: jobs.daily.steps[2].key is empty; name the columns that tell one row from another");
        wrong(
                "each: steps.pick.picks, key: {link: 1}, maxRows: 3",
                "tickbox.yaml:10: jobs.daily.steps[2].key must be text, not a mapping");
        note("{{row.link}}");
        assertThat(folder.cappedSteps(
                                PICK,
                                notes(GOOD_ROWS),
                                each(
                                        "more",
                                        "each: steps.notes.rows, key: note, maxRows: 3",
                                        "{id: b, generate: prompts/daily.md}"))
                        .problems())
                .containsExactly(
                        "tickbox.yaml:11: jobs.daily.steps[3].key names note, which is no text and no number in"
                                + " steps.notes.rows");
    }

    @Test
    void rows_come_from_a_list_of_objects_by_its_full_path() {
        wrong(
                "each: pick.picks, key: link, maxRows: 3",
                "tickbox.yaml:10: jobs.daily.steps[2].each needs the full path of rows, such as steps.feeds.rows, not"
                        + " pick.picks; did you mean steps.pick.picks?");
        wrong(
                "each: steps.pick, key: link, maxRows: 3",
                "tickbox.yaml:10: jobs.daily.steps[2].each needs the full path of rows, such as steps.feeds.rows, not"
                        + " steps.pick; known: steps.pick.odd, steps.pick.picks, steps.pick.tags");
        wrong(
                "each: vars.feeds, key: link, maxRows: 3",
                "tickbox.yaml:10: undefined variable vars.feeds in the step notes; define it under vars");
        wrong(
                "each: steps.pick.text, key: link, maxRows: 3",
                "tickbox.yaml:10: jobs.daily.steps[2].each names steps.pick.text, which is a single value and no list"
                        + " of rows; known: steps.pick.odd, steps.pick.picks, steps.pick.tags");
        wrong(
                "each: steps.pick.tags, key: [link, why], maxRows: 3",
                "tickbox.yaml:10: jobs.daily.steps[2].each names steps.pick.tags, a list of single values, which has one"
                        + " column: the key, and no other; name one column under key");
        wrong(
                "each: steps.pick.best, key: link, maxRows: 3",
                "tickbox.yaml:10: jobs.daily.steps[2].each names steps.pick.best, which is one object and no list of"
                        + " rows");
        wrong(
                "each: steps.pick.rows, key: link, maxRows: 3",
                "tickbox.yaml:10: jobs.daily.steps[2].each names steps.pick.rows, but the step pick gives no rows; it"
                        + " gives best, best.link, odd, picks, tags, text");
        wrong(
                "each: steps.pikc.picks, key: link, maxRows: 3",
                "tickbox.yaml:10: undefined variable steps.pikc.picks in the step notes; did you mean"
                        + " steps.pick.picks?");
        note("{{row.link}}");
        assertThat(folder.cappedSteps(notes(GOOD_ROWS), PICK).problems())
                .containsExactly("tickbox.yaml:9: steps.pick.picks is not there yet in the step notes: the step pick"
                        + " does not come before it");
        assertThat(folder.cappedSteps(PICK, notes("each: steps.notes.rows, key: link, maxRows: 3"))
                        .problems())
                .containsExactly("tickbox.yaml:10: steps.notes.rows is not there yet in the step notes: the step notes"
                        + " does not come before it");
    }

    @Test
    void a_match_needs_the_key_on_both_sides_and_nothing_else() {
        String more = "{id: more, generate: prompts/daily.md, output: {type: object, properties: {rows: {type: array,"
                + " items: {type: object, properties: {link: {type: string}, why: {type: string}}}}, ids: {type: array,"
                + " items: {type: object, properties: {id: {type: string}}}}}}}";
        note("{{row.link}}");
        assertThat(folder.cappedSteps(PICK, more, notes(GOOD_ROWS + ", match: steps.more.ids"))
                        .problems())
                .containsExactly("tickbox.yaml:11: jobs.daily.steps[3].key names the column link, which steps.more.ids"
                        + " has not; known: id");
        assertThat(folder.cappedSteps(PICK, more, notes(GOOD_ROWS + ", match: steps.more.rows"))
                        .problems())
                .containsExactly("tickbox.yaml:11: the rows of steps.pick.picks and steps.more.rows both have why; only"
                        + " the key may be on both sides of match, so rename it in the output of the model, or leave it"
                        + " out there");
        assertThat(folder.cappedSteps(PICK, more, notes(GOOD_ROWS + ", match: more.rows"))
                        .problems())
                .containsExactly("tickbox.yaml:11: jobs.daily.steps[3].match needs the full path of rows, such as"
                        + " steps.feeds.rows, not more.rows; did you mean steps.more.rows?");
    }

    @Test
    void what_a_row_has_is_known_in_its_own_steps() {
        note("{{row.link}}\n{{row.lnik}}");
        assertThat(folder.cappedSteps(PICK, notes(GOOD_ROWS)).problems())
                .containsExactly(
                        "prompts/note.md:2: undefined variable {{row.lnik}} in job daily; did you mean row.link?");
        note("{{row}}");
        assertThat(folder.cappedSteps(PICK, notes(GOOD_ROWS)).problems()).hasSize(1);
        note("{{row.link}} {{steps.pick.best.link}} {{run.date}}");
        assertThat(folder.cappedSteps(
                                PICK,
                                each(
                                        "notes",
                                        GOOD_ROWS,
                                        NOTE,
                                        "{id: worth, require: {steps.note.gist: a, row.why: b}}"))
                        .problems())
                .isEmpty();
        assertThat(folder.cappedSteps(PICK, each("notes", GOOD_ROWS, NOTE, "{id: worth, require: {row.wyh: b}}"))
                        .problems())
                .containsExactly(
                        "tickbox.yaml:10: undefined variable row.wyh in the gate worth; did you mean row.why?");
        assertThat(folder.cappedSteps(
                                PICK, each("notes", GOOD_ROWS, NOTE, "{id: worth, require: {steps.note.page.imag: b}}"))
                        .problems())
                .containsExactly("tickbox.yaml:10: undefined variable steps.note.page.imag in the gate worth; did you"
                        + " mean steps.note.page.image?");
        note("{{steps.last.text}}");
        assertThat(folder.cappedSteps(PICK, notes(GOOD_ROWS), "{id: last, generate: prompts/daily.md}")
                        .problems())
                .containsExactly("prompts/note.md:1: {{steps.last.text}} is not there yet in job daily: the step last"
                        + " does not come before it");
    }

    @Test
    void a_section_over_rows_sees_their_columns_and_full_paths() {
        after(
                "{{#steps.notes.rows}}- {{link}} {{why}} {{note.gist}} {{note.page.image}} {{run.date}}\n{{/steps.notes.rows}}"
                        + "{{steps.notes.count}}{{#steps.pick.picks}}{{link}}{{/steps.pick.picks}}"
                        + "{{#steps.pick.odd}}{{any}}{{/steps.pick.odd}}{{#steps.pick.best}}{{link}}{{/steps.pick.best}}"
                        + "{{#steps.notes.rows}}{{#note.gist}}{{.}} {{link}}{{/note.gist}}{{^why}}{{link}}{{/why}}{{/steps.notes.rows}}");
        after(
                "\n{{#steps.notes.rows}}\n- {{lnik}}{{/steps.notes.rows}}",
                "prompts/after.md:3: undefined column {{lnik}} in {{#steps.notes.rows}} of job daily; did you mean"
                        + " link?");
        after(
                "{{#steps.notes.rows}}{{note.gits}}{{/steps.notes.rows}}",
                "prompts/after.md:1: undefined column {{note.gits}} in {{#steps.notes.rows}} of job daily; did you mean"
                        + " note.gist?");
        after(
                "{{#steps.notes.rows}}{{run.dat}}{{/steps.notes.rows}}",
                "prompts/after.md:1: undefined variable {{run.dat}} in job daily; did you mean run.date?");
        after(
                "{{#steps.pick.tags}}{{link}}{{/steps.pick.tags}}",
                "prompts/after.md:1: undefined variable {{link}} in job daily; known: job.id, run.date, run.id,"
                        + " run.month, run.slot, run.year, site.id, steps.notes.count, steps.notes.rows,"
                        + " steps.pick.best, steps.pick.best.link, steps.pick.odd, steps.pick.picks, steps.pick.tags,"
                        + " steps.pick.text");
        after(
                "{{#steps.notes.rows}}{{#note.page}}{{link}}{{/note.page}}{{/steps.notes.rows}}",
                "prompts/after.md:1: undefined column {{link}} in {{#note.page}} of job daily; known: image");
        after(
                "{{#steps.notes.row}}{{lnik}}{{/steps.notes.row}}",
                "prompts/after.md:1: undefined variable {{steps.notes.row}} in job daily; did you mean"
                        + " steps.notes.rows?");
    }

    @Test
    void a_file_that_is_included_in_a_section_sees_its_rows() {
        folder.file("parts/item.md", "{{link}}\n{{lnk}}\n");
        after(
                "{{#steps.notes.rows}}{{> parts/item.md}}{{/steps.notes.rows}}",
                "parts/item.md:2: undefined column {{lnk}} in {{#steps.notes.rows}} of job daily; did you mean link?");
    }

    @Test
    void what_belongs_to_a_row_is_told_elsewhere() {
        after(
                "{{row.link}}",
                "prompts/after.md:1: {{row.link}} is known only to the steps of an each step, not in job daily");
        after(
                "{{steps.note.gist}}",
                "prompts/after.md:1: {{steps.note.gist}} in job daily is there for each row of notes, and not once:"
                        + " write {{#steps.notes.rows}}{{note.…}}{{/steps.notes.rows}}");
    }

    @Test
    void ids_are_unique_in_the_job_and_no_word_that_paths_begin_with() {
        String again = "{id: note, generate: prompts/daily.md}";
        note("{{row.link}}");
        assertThat(folder.cappedSteps(PICK, notes(GOOD_ROWS), again).problems())
                .containsExactly("tickbox.yaml:11: two steps are called note, the first on line 10");
        for (String word : new String[] {"row", "run", "site", "job", "vars", "steps"}) {
            assertThat(folder.cappedSteps("{id: " + word + ", generate: prompts/daily.md}")
                            .problems())
                    .containsExactly("tickbox.yaml:9: a step cannot be called " + word
                            + ": the paths of values begin with row, run, site, job, vars and steps; rename it");
        }
        assertThat(folder.cappedSteps(PICK, each("notes", GOOD_ROWS, "{id: why, generate: prompts/daily.md}"))
                        .problems())
                .containsExactly("tickbox.yaml:10: the rows of the step notes have a column why, which is also the name"
                        + " of one of its steps; rename the step");
    }

    @Test
    void rows_have_no_rows_and_no_batch() {
        note("{{row.link}}");
        assertThat(folder.cappedSteps(
                                PICK, each("notes", GOOD_ROWS, notes(GOOD_ROWS).replace("notes", "inner")))
                        .problems())
                .containsExactly("tickbox.yaml:10: the step inner is an each step inside an each step, which cannot be:"
                        + " rows have no rows of their own; make it a step after the other one, with each:"
                        + " steps.ID.rows");
        assertThat(folder.cappedSteps(PICK, each("notes", GOOD_ROWS, "{id: a, generate: prompts/note.md, mode: batch}"))
                        .problems())
                .containsExactly("tickbox.yaml:10: the step a has mode: batch, which the steps of an each step cannot"
                        + " have: each row would be a batch job of its own, and few of them can be out at once (a batch"
                        + " job of many requests is to come); give it mode: background");
    }

    @Test
    void a_row_publishes_what_it_made_and_the_job_what_the_job_made() {
        String article = "{id: a, generate: prompts/daily.md, output: article}";
        String row = "{id: b, generate: prompts/note.md, output: article}";
        note("{{row.link}}");
        assertThat(folder.cappedSteps(
                                PICK,
                                article,
                                each("notes", GOOD_ROWS, row, "{id: out, publish: b}"),
                                "{id: p, publish: a}")
                        .problems())
                .isEmpty();
        assertThat(folder.cappedSteps(PICK, article, each("notes", GOOD_ROWS, row, "{id: out, publish: a}"))
                        .problems())
                .containsExactly("tickbox.yaml:11: the step out publishes a, which is no step of the row: every row"
                        + " would publish the same article");
        assertThat(folder.cappedSteps(PICK, each("notes", GOOD_ROWS, row), "{id: out, publish: b}")
                        .problems())
                .containsExactly(
                        "tickbox.yaml:11: the step out publishes b, which is done for each row; publish it there");
    }

    @Test
    void the_steps_of_rows_can_be_a_file_with_its_own_lines() {
        note("{{row.link}}");
        folder.file("pipelines/row.yaml", "- " + NOTE + "\n- {id: worth, require: {row.lnk: x}}\n");
        assertThat(folder.cappedSteps(PICK, "{id: notes, " + GOOD_ROWS + ", steps: pipelines/row.yaml}")
                        .problems())
                .containsExactly("pipelines/row.yaml:2: undefined variable row.lnk in the gate worth; did you mean"
                        + " row.link?");
    }

    @Test
    void whole_rows_can_be_kept_only_where_their_columns_are_known() {
        note("{{row.link}}");
        folder.file("prompts/after.md", "{{steps.notes.rows}}");
        assertThat(folder.cappedSteps(
                                PICK,
                                notes("each: steps.pick.odd, key: link, maxRows: 3"),
                                "{id: last, generate: prompts/after.md}")
                        .problems())
                .containsExactly("tickbox.yaml:4: the step last uses whole rows of notes, whose columns are not all"
                        + " known, so they cannot be kept; name those that it needs, as in"
                        + " {{#steps.notes.rows}}{{link}}{{/steps.notes.rows}}");
    }

    @Test
    void no_field_of_a_publication_is_of_a_row_from_before_its_gate() {
        note("{{row.link}}");
        folder.file("prompts/all.md", "All of them.");
        String publish =
                "{id: out, publish: all, with: {intro: \"{{#steps.notes.rows}}{{%s.title}}{{/steps.notes.rows}}\"}}";
        String[] steps = {
            PICK,
            each(
                    "notes",
                    GOOD_ROWS + ", within: 1d",
                    "{id: draft, generate: prompts/note.md, output: article}",
                    "{id: ok, approve: draft}"),
            "{id: all, generate: prompts/all.md, output: article}",
            publish.formatted("ok")
        };
        assertThat(folder.cappedSteps(steps).problems()).isEmpty();
        steps[3] = publish.formatted("draft");
        assertThat(folder.cappedSteps(steps).problems())
                .singleElement()
                .asString()
                .contains("publishes {{steps.notes.rows.draft.title}} from before its gate; write"
                        + " {{steps.notes.rows.ok.title}}");
    }
}

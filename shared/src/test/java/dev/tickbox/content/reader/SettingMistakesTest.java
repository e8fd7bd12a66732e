package dev.tickbox.content.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys, types, sites, times and limits: one mistake in an otherwise good file, and exactly one message. */
class SettingMistakesTest extends OneMistake {
    private static final String FIELDS = "minute hour day-of-month month day-of-week, as in \"0 6 * * *\"";

    private void site(String settings, String... problems) {
        assertThat(folder.with("{publisher: folder, path: public/garden}", settings)
                        .problems())
                .containsExactly(problems);
    }

    @Test
    void a_secret_is_not_sent_unencrypted() {
        site(
                "{publisher: git, remote: \"http://example.com/x.git\", secret: garden-git}",
                "tickbox.yaml:2: sites.garden would send its secret unencrypted: use an https:// remote");
        site("{publisher: git, remote: \"http://127.0.0.1:80/x.git\", secret: garden-git}");
        site("{publisher: git, remote: \"http://example.com/x.git\"}");
    }

    @Test
    void an_unknown_key_is_told_on_every_level() {
        String known =
                "sites, jobs, defaults, ticks, budget, limits, vars, gemini, vertex, webhook, sources, prices, notify, heartbeat";
        more("extras: {}\n", "tickbox.yaml:9: unknown key extras; known here: " + known);
        more("price: {}\n", "tickbox.yaml:9: unknown key price; did you mean prices?");
        more("    thinkin: low\n", "tickbox.yaml:9: unknown key jobs.daily.thinkin; did you mean thinking?");
        more(
                "gemini: {secrt: x}\n",
                "tickbox.yaml:9: unknown key gemini.secrt; did you mean secret?",
                "tickbox.yaml:9: gemini needs secret");
        more("limits: {attempt: 3}\n", "tickbox.yaml:9: unknown key limits.attempt; did you mean attempts?");
        more("ticks: {submits: x}\n", "tickbox.yaml:9: unknown key ticks.submits; did you mean submit?");
        more("budget: {dailyUsd: 1, zones: UTC}\n", "tickbox.yaml:9: unknown key budget.zones; did you mean zone?");
        site(
                "{publisher: folder, path: p, webhook: x}",
                "tickbox.yaml:2: unknown key sites.garden.webhook; known here: publisher, path, file, url, raw, frontMatter");
        site(
                "{publisher: folder, path: p, branch: main}",
                "tickbox.yaml:2: unknown key sites.garden.branch; known here: publisher, path, file, url, raw, frontMatter");
    }

    @Test
    void a_key_given_twice_is_told_with_both_lines() {
        more("    site: garden\n", "tickbox.yaml:9: jobs.daily.site is given twice, first on line 5");
        more("sites: {}\n", "tickbox.yaml:9: sites is given twice, first on line 1");
    }

    @Test
    void a_value_of_another_type_is_told_with_what_it_is() {
        assertThat(folder.with("site: garden", "site: [garden]").problems())
                .containsExactly("tickbox.yaml:5: jobs.daily.site must be text, not a list");
        assertThat(folder.with("site: garden", "site: 7").problems())
                .containsExactly("tickbox.yaml:5: jobs.daily.site must be text; put it in quotes: \"7\"");
        assertThat(folder.with("site: garden", "site:").problems())
                .containsExactly("tickbox.yaml:5: jobs.daily.site must be text, not nothing");
        assertThat(folder.with("site: garden", "site: \"\"").problems())
                .containsExactly("tickbox.yaml:5: jobs.daily.site is empty");
        more("limits: 5\n", "tickbox.yaml:9: limits must be a mapping (key: value), not 5");
        more("vars: {a: [[1]]}\n", "tickbox.yaml:9: vars.a[1] must be a text, a number, true or false, not a list");
        more("vars: {a: \"\\ud800\"}\n", "tickbox.yaml:9: vars.a has an unpaired surrogate (half a character) in it");
        more(
                "vars: {a b: 1}\n",
                "tickbox.yaml:9: \"a b\" cannot be a variable: a letter, then at most 39 letters, digits, _ and -");
    }

    @Test
    void an_id_that_cannot_be_one_is_told() {
        String rule = "cannot be an id: a small letter, then at most 39 small letters, digits and dashes";
        assertThat(folder.with("  daily:", "  Daily News:").problems())
                .containsExactly("tickbox.yaml:4: \"Daily News\" " + rule);
        assertThat(folder.with("  garden:", "  9garden:").problems()).contains("tickbox.yaml:2: \"9garden\" " + rule);
        assertThat(folder.steps("{id: a_b, generate: prompts/daily.md}").problems())
                .containsExactly("tickbox.yaml:9: \"a_b\" " + rule);
    }

    @Test
    void an_unknown_publisher_lists_the_known_ones() {
        site("{publisher: wordpress}", "tickbox.yaml:2: unknown publisher wordpress; known: folder, git");
        site("{path: x}", "tickbox.yaml:2: sites.garden needs publisher");
    }

    @Test
    void a_publisher_without_what_it_needs_is_told() {
        site("{publisher: folder}", "tickbox.yaml:2: sites.garden needs path");
        site("{publisher: git, branch: main}", "tickbox.yaml:2: sites.garden needs remote");
        for (String elsewhere : new String[] {"../site.git", "git@example.com:me/x.git", "ssh://example.com/x.git"}) {
            site(
                    "{publisher: git, remote: \"" + elsewhere + "\"}",
                    "tickbox.yaml:2: sites.garden.remote must begin with https://, http://, git:// or file://, or be a whole"
                            + " path from / or ~/ on; ssh is not supported");
        }
    }

    @Test
    void a_setting_that_cannot_work_is_told_without_repeating_secrets() {
        site(
                "{publisher: git, remote: /r, secret: Hidden+Word}",
                "tickbox.yaml:2: sites.garden.secret must be the name of a secret (small letters, digits and dashes), "
                        + "never the secret itself");
        site(
                "{publisher: git, remote: \"https://me:word@example.com/x.git\"}",
                "tickbox.yaml:2: sites.garden.remote has a user or a password in it; name it under secret instead");
        site(
                "{publisher: git, remote: /r, branch: a..b}",
                "tickbox.yaml:2: sites.garden.branch is not the name of a branch: a..b");
        site(
                "{publisher: folder, path: p, file: \"../{{article.slug}}.md\"}",
                "tickbox.yaml:2: sites.garden.file does not work: the file name ../x.md has a part that is empty, . or ..");
        site(
                "{publisher: folder, path: p, file: \"{{article.title}}.md\"}",
                "tickbox.yaml:2: undefined variable {{article.title}} in sites.garden.file; "
                        + "known: article.slug, run.date, run.id, run.month, run.slot, run.year, site.id");
        site(
                "{publisher: folder, path: p, url: \"example.com/{{article.slug}}\"}",
                "tickbox.yaml:2: sites.garden.url must be an address like https://example.com/{{article.slug}}");
    }

    @Test
    void two_sites_that_would_overwrite_each_other_are_told() {
        site(
                "{publisher: folder, path: public}\n  other: {publisher: folder, path: ./public/}",
                "tickbox.yaml:3: sites.other writes the same files as garden; give it another path or file");
    }

    @Test
    void a_folder_site_does_not_meet_a_firestore_store() {
        assertThat(folder.yaml(TestFolder.GOOD).problems(new ContentFolder.Options(true, TestFolder.MODELS)))
                .containsExactly("tickbox.yaml:2: a folder site needs a store on this machine (--store sqlite:...), "
                        + "because a folder in the cloud is not visible; use publisher: git with Firestore");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@daily      | write it as five fields: ",
                "0 0 6 * * * | has 6 fields (there is no field for seconds); five are needed: ",
                "60 6 * * *  | value 60 not in range [0, 59]; the fields are ",
                "0 22-2 * * *| the range 22-2 runs backwards; write it as two with a comma; the fields are ",
                "0 6 * * DAY | cannot read DAY; the fields are "
            })
    void a_bad_cron_is_told_in_plain_words(String cron, String why) {
        assertThat(folder.with("0 6 * * *", cron.strip()).problems())
                .containsExactly(
                        "tickbox.yaml:6: jobs.daily.schedule \"" + cron.strip() + "\": " + why.strip() + " " + FIELDS);
    }

    @Test
    void a_day_that_never_comes_is_told() {
        more("ticks: {submit: \"0 0 30 2 *\"}\n", "tickbox.yaml:9: ticks.submit \"0 0 30 2 *\": that day never comes");
    }

    @Test
    void an_unknown_zone_is_told_with_the_one_meant() {
        more("    zone: Europe/Berln\n", "tickbox.yaml:9: unknown zone Europe/Berln; did you mean Europe/Berlin?");
        more(
                "budget: {dailyUsd: 1, zone: \"+02:00\"}\n",
                "tickbox.yaml:9: unknown zone +02:00; write it as in Europe/Berlin");
    }

    @ParameterizedTest
    @CsvSource({
        "attempts,0,1,20",
        "attempts,21,1,20",
        "outstanding,1001,1,1000",
        "keepDays,6,7,3650",
        "keepDays,3651,7,3650",
        "attempts,1.5,1,20",
        "keepDays,99999999999999999999,7,3650",
        "attempts,many,1,20",
        "batchJobs,101,1,100",
        "overdueHours,0,1,1200"
    })
    void a_limit_out_of_bounds_is_told(String limit, String value, String min, String max) {
        more(
                "limits: {" + limit + ": " + value + "}\n",
                "tickbox.yaml:9: limits." + limit + " must be a whole number from " + min + " to " + max + ", not "
                        + value);
    }

    @ParameterizedTest
    @CsvSource({"-1", "1.0000001", "1000001", ".inf", ".nan", "1e3", "two"})
    void a_budget_that_is_no_sum_of_money_is_told(String value) {
        more(
                "budget: {dailyUsd: " + value + "}\n",
                "tickbox.yaml:9: budget.dailyUsd must be dollars from 0 to 1000000 with at most six decimals, as in 2.50, not "
                        + value);
    }

    @Test
    void a_budget_says_how_much() {
        more("budget: {zone: UTC}\n", "tickbox.yaml:9: budget needs dailyUsd");
        assertThat(folder.and("budget: {dailyUsd: 0.000001}\n")
                        .definition()
                        .budget()
                        .dailyMicroUsd())
                .isEqualTo(1);
        assertThat(folder.and("budget: {dailyUsd: 2}\n").definition().budget().dailyMicroUsd())
                .isEqualTo(2_000_000);
    }
}

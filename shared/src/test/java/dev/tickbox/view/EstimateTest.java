package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.FetchRequest;
import dev.tickbox.content.Job;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.money.Prices;
import dev.tickbox.source.SourceForm;
import dev.tickbox.world.Contents;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EstimateTest {
    private static final Estimate ESTIMATE = new Estimate(Prices.standard(), LocalDate.of(2026, 11, 21));

    private static long of(Step source, String prompt) {
        return ESTIMATE.steps(
                Contents.job(
                        "daily",
                        "garden",
                        "0 6 * * *",
                        Job.OnUncertain.RESUBMIT,
                        List.of(source, Contents.generate("a", prompt, new Output.Article()))),
                Set.of());
    }

    private static Step page(int characters) {
        return new Step.Fetch("page", FetchRequest.of(new SourceForm.Page(characters), "https://a.test/"));
    }

    @Test
    void a_page_that_a_prompt_reads_has_a_price() {
        long unread = of(page(100_000), "Write.");
        assertThat(of(page(100_000), "Write: {{steps.page.text}}")).isGreaterThan(unread);
        assertThat(of(page(200_000), "Write: {{steps.page.text}}"))
                .isGreaterThan(of(page(100_000), "{{steps.page.text}}"));
    }

    @Test
    void the_rows_of_a_feed_have_a_price_by_the_columns_that_a_prompt_names() {
        Step feed = new Step.Fetch("feed", FetchRequest.feed("https://a.test/"));
        long title = of(feed, "{{#steps.feed.rows}}{{title}}{{/steps.feed.rows}}");
        assertThat(title).isGreaterThan(of(feed, "Write about the news."));
        assertThat(of(feed, "{{#steps.feed.rows}}{{title}}{{summary}}{{/steps.feed.rows}}"))
                .isGreaterThan(title);
    }

    private static long ofRows(String prompt) {
        Job job = Contents.rows(
                "garden",
                List.of("moss"),
                each -> new Step.Each(
                        each.id(),
                        each.of(),
                        each.match(),
                        each.key(),
                        each.onlyNew(),
                        each.minRows(),
                        each.maxRows(),
                        each.within(),
                        each.onFailure(),
                        List.of(
                                new Step.Recent("before", "garden", 50),
                                Contents.generate("note", prompt, new Output.Article())),
                        each.kept()));
        return ESTIMATE.steps(job, Set.of());
    }

    @Test
    void articles_that_a_row_reads_have_a_price() {
        assertThat(ofRows("{{#steps.before.rows}}{{title}}{{/steps.before.rows}}"))
                .isGreaterThan(2 * ofRows("Write."));
    }
}

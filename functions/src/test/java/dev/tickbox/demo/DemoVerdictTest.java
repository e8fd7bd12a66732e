package dev.tickbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.demo.DemoVerdict.Ledger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoVerdictTest {
    private static final ExpectedArticle ONE = slot("2026-11-16", "p1");
    private static final ExpectedArticle TWO = slot("2026-11-17", "p2");
    private static final List<Fields> SOLD = List.of(sold("p1"), sold("p2"));
    private static final List<Fields> RECEIVED = List.of(received("2026-11-16-a.md"), received("2026-11-17-b.md"));
    private static final Ledger EQUAL = new Ledger(200, 0);

    @Test
    void a_week_without_errors_breaks_no_promise() {
        assertThat(DemoVerdict.broken(tally(SOLD, RECEIVED), 2, EQUAL)).isEmpty();
    }

    @Test
    void a_text_bought_twice_is_noticed_and_is_wasted_money() {
        Tally tally = tally(List.of(sold("p1"), sold("p1"), sold("p2")), RECEIVED);
        assertThat(tally.wastedMicroUsd()).isEqualTo(100);
        assertThat(DemoVerdict.broken(tally, 2, new Ledger(300, 0)))
                .singleElement()
                .asString()
                .contains("P1");
    }

    @Test
    void a_purchase_for_no_slot_is_noticed() {
        Tally tally = tally(List.of(sold("p1"), sold("p2"), sold("p3")), RECEIVED);
        assertThat(DemoVerdict.broken(tally, 2, new Ledger(300, 0)))
                .singleElement()
                .asString()
                .contains("P1");
    }

    @Test
    void an_article_that_arrives_twice_is_noticed_under_another_name_too() {
        Tally tally = tally(SOLD, List.of(RECEIVED.getFirst(), RECEIVED.getLast(), received("2026-11-17-c.md")));
        assertThat(tally.publishedTwice()).isEqualTo(1);
        assertThat(DemoVerdict.broken(tally, 2, EQUAL)).isNotEmpty().allMatch(words -> words.startsWith("P3"));
    }

    @Test
    void a_lost_article_is_noticed_and_its_price_is_wasted() {
        Tally tally = tally(SOLD, List.of(RECEIVED.getFirst()));
        assertThat(tally.wastedMicroUsd()).isEqualTo(100);
        assertThat(DemoVerdict.broken(tally, 1, EQUAL))
                .singleElement()
                .asString()
                .contains("P2");
    }

    @Test
    void a_published_file_that_no_site_counted_is_noticed() {
        assertThat(DemoVerdict.broken(tally(SOLD, RECEIVED), 3, EQUAL))
                .singleElement()
                .asString()
                .contains("P3");
    }

    @Test
    void a_store_that_differs_from_the_bill_is_noticed() {
        assertThat(DemoVerdict.broken(tally(SOLD, RECEIVED), 2, new Ledger(199, 0)))
                .singleElement()
                .asString()
                .contains("P5");
        assertThat(DemoVerdict.broken(tally(SOLD, RECEIVED), 2, new Ledger(200, 1)))
                .singleElement()
                .asString()
                .contains("P5");
    }

    private static Tally tally(List<Fields> sold, List<Fields> received) {
        return new Tally(List.of(ONE, TWO), sold, received);
    }

    private static ExpectedArticle slot(String date, String prompt) {
        return new ExpectedArticle("garden", LocalDate.parse(date), Instant.parse(date + "T06:00:00Z"), prompt);
    }

    private static Fields sold(String prompt) {
        return Fields.NONE.with("prompt", prompt).with("chargedMicroUsd", 100L);
    }

    private static Fields received(String article) {
        return Fields.NONE.with("site", "garden").with("article", article).with("at", "2026-11-17T07:00:00Z");
    }
}

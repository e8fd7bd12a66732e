package dev.tickbox.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickbox.Json;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.Usage;
import dev.tickbox.money.Prices.Ordered;
import dev.tickbox.money.Prices.Paid;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PricesTest {
    private static final String FLASH = "gemini-3.8-flash";
    private static final LocalDate LAST_CHEAP_DAY = LocalDate.parse("2026-12-31");
    private static final LocalDate FIRST_DEAR_DAY = LocalDate.parse("2027-01-01");
    private static final Usage USAGE = new Usage(1_000_000, 100_000, 100_000);

    private final Prices prices = Prices.standard();

    private Paid paid(String answered, String ordered, Mode mode) {
        return prices.price(answered, USAGE, new Ordered(ordered, mode, LAST_CHEAP_DAY, 77));
    }

    @Test
    void a_price_changes_on_its_day() {
        assertThat(prices.paid(FLASH, USAGE, Mode.BACKGROUND, LAST_CHEAP_DAY)).isEqualTo(750_000 + 750_000);
        assertThat(prices.paid(FLASH, USAGE, Mode.BACKGROUND, FIRST_DEAR_DAY)).isEqualTo(1_500_000 + 1_500_000);
    }

    @Test
    void every_listed_model_has_a_price_on_every_day_to_come() {
        for (String model : prices.known()) {
            assertThat(prices.paid(model, USAGE, Mode.BACKGROUND, LocalDate.parse("2099-01-01")))
                    .isPositive();
        }
    }

    @Test
    void a_batch_costs_half_rounded_up_and_says_what_it_saved() {
        Paid batch = paid(FLASH, FLASH, Mode.BATCH);
        assertThat(batch).isEqualTo(new Paid(750_000, 750_000, Optional.empty()));

        Usage oneToken = new Usage(1, 0, 0);
        assertThat(prices.paid(FLASH, oneToken, Mode.BACKGROUND, LAST_CHEAP_DAY))
                .isEqualTo(1);
        assertThat(prices.paid(FLASH, oneToken, Mode.BATCH, LAST_CHEAP_DAY)).isEqualTo(1);
        assertThat(prices.paid(FLASH, new Usage(3, 0, 0), Mode.BATCH, LAST_CHEAP_DAY))
                .isEqualTo(2);
    }

    @Test
    void what_came_from_a_cache_costs_a_tenth_in_every_mode() {
        Usage cached = new Usage(1_000_000, 0, 0, 400_000);
        assertThat(prices.paid(FLASH, cached, Mode.BACKGROUND, LAST_CHEAP_DAY)).isEqualTo(450_000 + 30_000);
        assertThat(prices.paid(FLASH, cached, Mode.BATCH, LAST_CHEAP_DAY)).isEqualTo(225_000 + 30_000);
        assertThat(prices.paid(FLASH, new Usage(10, 0, 0, Long.MAX_VALUE), Mode.BACKGROUND, LAST_CHEAP_DAY))
                .isEqualTo(1);
    }

    @Test
    void what_the_vendor_did_not_count_is_not_priced_and_says_so() {
        Paid paid = prices.price(FLASH, Usage.UNKNOWN, new Ordered(FLASH, Mode.BACKGROUND, LAST_CHEAP_DAY, 77));
        assertThat(paid.microUsd()).isZero();
        assertThat(paid.note()).contains("the vendor did not report its token counts; the estimate stays at risk");
    }

    @Test
    void the_model_that_the_answer_names_sets_the_price() {
        assertThat(paid("gemini-3.5-flash", FLASH, Mode.BACKGROUND))
                .isEqualTo(new Paid(1_500_000 + 1_800_000, 0, Optional.empty()));
    }

    @Test
    void a_dated_name_is_priced_as_the_longest_listed_name_that_it_begins_with() {
        Paid lite = paid("gemini-3.5-flash-lite-002", FLASH, Mode.BACKGROUND);

        assertThat(lite.microUsd()).isEqualTo(300_000 + 500_000);
        assertThat(lite.note())
                .contains("no price is known for gemini-3.5-flash-lite-002: priced as gemini-3.5-flash-lite");
    }

    @Test
    void a_name_that_nothing_is_like_is_priced_as_what_was_ordered() {
        assertThat(paid("gemini-flash-latest", FLASH, Mode.BACKGROUND))
                .isEqualTo(new Paid(
                        1_500_000,
                        0,
                        Optional.of("no price is known for gemini-flash-latest: priced as gemini-3.8-flash")));
        assertThat(paid("", FLASH, Mode.BACKGROUND).microUsd()).isEqualTo(1_500_000);
    }

    @Test
    void an_order_whose_price_has_left_the_content_is_booked_as_it_was_estimated() {
        Paid paid = paid("own-model-1", "own-model", Mode.BATCH);

        assertThat(paid.microUsd()).isEqualTo(77);
        assertThat(paid.note()).hasValueSatisfying(note -> assertThat(note).endsWith("counted at its estimate"));
    }

    @Test
    void an_absurd_usage_does_not_stop_a_collection() {
        Usage absurd = new Usage(Long.MAX_VALUE, Long.MAX_VALUE, -5);

        assertThat(prices.price(FLASH, absurd, new Ordered(FLASH, Mode.BACKGROUND, LAST_CHEAP_DAY, 77))
                        .microUsd())
                .isPositive();
    }

    @Test
    void the_contents_own_prices_go_first() {
        VendorSettings vendor = new VendorSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(
                        Map.of(FLASH, new VendorSettings.Price(10, 20), "own-model", new VendorSettings.Price(1, 1))));
        Prices own = prices.with(vendor);

        assertThat(own.paid(FLASH, USAGE, Mode.BACKGROUND, LAST_CHEAP_DAY)).isEqualTo(10 + 4);
        assertThat(own.paid(FLASH, USAGE, Mode.BACKGROUND, FIRST_DEAR_DAY)).isEqualTo(10 + 4);
        assertThat(own.known()).contains("own-model", "gemini-3.5-flash");
    }

    @Test
    void an_estimate_is_a_bound_of_the_text_and_the_token_limit_at_the_price_of_the_mode() {
        Request background = new Request(FLASH, "é".repeat(300), Optional.empty(), Optional.empty(), 1000);
        Request batch = new Request(
                FLASH,
                background.prompt(),
                Optional.empty(),
                Optional.empty(),
                1000,
                Optional.empty(),
                Optional.empty(),
                Mode.BATCH);
        String rendered = Json.write(background.toMap());
        long tokens = TokenBound.of(rendered);

        long estimate = prices.estimateMicroUsd(background, LAST_CHEAP_DAY);
        assertThat(estimate).isEqualTo(Math.ceilDiv(tokens * 75L + 375_000L, 100));
        assertThat(prices.estimateMicroUsd(batch, LAST_CHEAP_DAY)).isBetween(estimate / 2, estimate / 2 + 5);
        assertThat(prices.estimateMicroUsd(background, FIRST_DEAR_DAY)).isBetween(estimate * 2 - 1, estimate * 2);
    }

    @Test
    void what_has_no_price_has_no_estimate() {
        Request unknown = new Request("gemini-9", "x", Optional.empty(), Optional.empty(), 10);

        assertThatThrownBy(() -> prices.estimateMicroUsd(unknown, LAST_CHEAP_DAY))
                .hasMessage("no price is known for the model gemini-9 on 2026-12-31");
    }
}

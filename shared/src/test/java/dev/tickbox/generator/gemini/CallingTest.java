package dev.tickbox.generator.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.generator.Generator;
import dev.tickbox.vendor.TestKey;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes along with a purchase so that the vendor can call. */
class CallingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void with_a_webhook_the_vendor_is_told_where_to_call_and_for_whom() {
        try (Bench bench = new Bench()) {
            Generator gemini = Gemini.open(
                    Access.key(TestKey.VALUE, Optional.of(bench.fake.baseUrl())),
                    bench.clock,
                    PATIENCE,
                    Optional.of("https://example.com/webhook"));
            gemini.submit(Bench.request(), Bench.LABEL, bench.clock.deadline(PATIENCE));
            Fields config = bench.fake.seen().getLast().json().map("webhook_config");
            assertThat(config.texts("uris")).containsExactly("https://example.com/webhook");
            assertThat(config.map("user_metadata").values())
                    .containsEntry("key", Bench.LABEL_KEY)
                    .containsEntry("attempt", "1")
                    .hasSize(2);
        }
    }

    @Test
    void without_one_nothing_is_said_of_it() {
        try (Bench bench = new Bench()) {
            bench.submit();
            assertThat(bench.fake.seen().getLast().json().find("webhook_config"))
                    .isEmpty();
        }
    }
}

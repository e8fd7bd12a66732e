package dev.tickbox.generator.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.tickbox.generator.gemini.ModelCatalog.Asked;
import dev.tickbox.generator.gemini.ModelCatalog.Models;
import dev.tickbox.generator.gemini.ModelCatalog.NoAnswer;
import dev.tickbox.generator.gemini.ModelCatalog.Refused;
import dev.tickbox.vendor.FakeGemini;
import dev.tickbox.vendor.ModelsRoute;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.Seen;
import dev.tickbox.vendor.TestKey;
import dev.tickbox.vendor.WireFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelCatalogTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final FakeGemini vendor = new FakeGemini(
            0,
            new ModelsRoute(List.of("gemini-3.8-flash", "gemini-3.5-flash", "gemini-3.5-flash-lite"), 2, () -> NOON));

    @AfterEach
    void end() {
        vendor.close();
    }

    private Asked ask(String key) {
        return ModelCatalog.ask(Access.key(key, Optional.of(vendor.baseUrl())), Duration.ofSeconds(2));
    }

    @Test
    void all_pages_are_read_with_the_time_of_the_vendor_and_nothing_is_posted() {
        Asked asked = ask(TestKey.VALUE);
        assertThat(asked.date()).contains(NOON);
        assertThat(asked.listing()).isInstanceOfSatisfying(Models.class, models -> {
            assertThat(models.names()).containsExactly("gemini-3.5-flash", "gemini-3.5-flash-lite", "gemini-3.8-flash");
            assertThat(models.complete()).isTrue();
        });
        assertThat(vendor.posts()).isZero();
    }

    @Test
    void a_key_that_is_not_valid_is_refused_and_also_then_the_time_is_known() {
        Asked asked = ask("another-key");
        assertThat(asked.listing())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).contains("API key not valid"));
        assertThat(asked.date()).contains(NOON);
    }

    @Test
    void the_key_is_not_repeated_where_the_vendor_repeats_it() {
        vendor.plan(Seen::isGet, new WireFault.Instead(Reply.error(403, "permission_denied", TestKey.TOLD), false));
        assertThat(ask(TestKey.VALUE).listing())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).contains("suspended", "[key]"))
                .matches(refused -> !TestKey.isIn(refused));
    }

    @Test
    void an_outage_a_page_of_html_and_silence_say_nothing_about_the_key() {
        vendor.plan(Seen::isGet, new WireFault.Instead(Reply.error(503, "unavailable", "later"), false));
        assertThat(ask(TestKey.VALUE).listing()).isInstanceOf(NoAnswer.class);
        vendor.plan(Seen::isGet, new WireFault.Instead(new Reply(200, Map.of(), "<p>log in</p>"), false));
        assertThat(ask(TestKey.VALUE).listing()).isInstanceOf(NoAnswer.class);
        vendor.plan(Seen::isGet, new WireFault.Silence(false));
        assertThat(ModelCatalog.ask(Access.key(TestKey.VALUE, Optional.of(vendor.baseUrl())), Duration.ofMillis(200))
                        .listing())
                .isInstanceOf(NoAnswer.class);
        vendor.down();
        assertThat(ask(TestKey.VALUE).listing()).isInstanceOf(NoAnswer.class);
    }

    /** The listing of Vertex AI shows what the catalogue offers everywhere, not what one location has. */
    @Test
    void on_vertex_ai_a_model_that_is_not_listed_may_exist() {
        GoogleCredentials credentials =
                GoogleCredentials.create(new AccessToken("t", Date.from(NOON.plus(Duration.ofDays(3650)))));
        Access vertex = Access.vertex("project", "global", Optional.of(vendor.baseUrl()))
                .with(credentials);
        assertThat(ModelCatalog.ask(vertex, Duration.ofSeconds(2)).listing())
                .isInstanceOfSatisfying(Models.class, models -> {
                    assertThat(models.names()).contains("gemini-3.8-flash");
                    assertThat(models.complete()).isFalse();
                });
    }
}

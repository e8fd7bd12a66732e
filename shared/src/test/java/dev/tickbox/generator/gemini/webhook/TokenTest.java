package dev.tickbox.generator.gemini.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Json;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading.CannotTell;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading.Event;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading.Forged;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading.NotOurs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries as the vendor's pages describe them. */
class TokenTest {
    private static final Signer VENDOR = Signer.rsa("k1");
    private static final Signer NEW_KEY = Signer.rsa("k2");
    private static final Signer FORGER = Signer.rsa("k1");
    private static final String BODY = TestKeyIssuer.event();
    private static final Event HEARD = new Event(TestKeyIssuer.KEY, 2, "v1_abc", "interaction.completed");

    private final TestKeyIssuer office = new TestKeyIssuer(VENDOR);

    private WebhookReading with(String claim, Object value) {
        Map<String, Object> claims = office.claims();
        claims.put(claim, value);
        return office.token(VENDOR.token(claims, BODY), BODY);
    }

    private long in(Duration time) {
        return office.clock.now().plus(time).getEpochSecond();
    }

    @Test
    void an_event_that_the_vendor_signed_is_believed() {
        assertThat(office.token(VENDOR.token(office.claims(), BODY), BODY)).isEqualTo(HEARD);
    }

    @Test
    void a_token_that_holds_the_event_itself_needs_no_body() {
        Map<String, Object> claims = office.claims();
        claims.putAll(Json.parseObject(BODY));
        assertThat(office.token(VENDOR.bare("RS256", claims), "")).isEqualTo(HEARD);
    }

    @Test
    void a_token_that_vouches_for_no_body_proves_nothing() {
        assertThat(office.token(VENDOR.bare("RS256", office.claims()), BODY)).isInstanceOf(Forged.class);
    }

    @Test
    void another_body_under_the_same_token_is_forged() {
        String token = VENDOR.token(office.claims(), BODY);
        assertThat(office.token(token, TestKeyIssuer.event(TestKeyIssuer.KEY, "3")))
                .isInstanceOf(Forged.class);
    }

    @Test
    void a_token_made_with_another_key_is_forged_though_it_names_the_right_one() {
        assertThat(office.token(FORGER.token(office.claims(), BODY), BODY)).isInstanceOf(Forged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "NONE", "HS256", "RS512", "ES256", ""})
    void only_rs256_is_taken(String algorithm) {
        Map<String, Object> claims = office.claims();
        claims.putAll(Json.parseObject(BODY));
        assertThat(office.token(VENDOR.bare(algorithm, claims), BODY)).isInstanceOf(Forged.class);
        String unsigned = VENDOR.bare(algorithm, claims).replaceAll("[^.]*$", "");
        assertThat(office.token(unsigned, BODY)).isInstanceOf(Forged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a.b",
                "a.b.c",
                "....",
                "e30.e30.e30",
                "W10.W10.W10",
                "bnVsbA.e30.x",
                "\u0000.\u0000.\u0000"
            })
    void what_is_no_token_is_forged(String text) {
        assertThat(office.token(text, BODY)).isInstanceOf(Forged.class);
    }

    @Test
    void a_token_is_good_until_it_expires_by_either_clock() {
        assertThat(with("exp", in(Duration.ofSeconds(-20))))
                .as("within the skew")
                .isEqualTo(HEARD);
        assertThat(with("exp", in(Duration.ofSeconds(-40)))).isInstanceOf(Forged.class);
        assertThat(with("iat", in(Duration.ofSeconds(20))))
                .as("within the skew")
                .isEqualTo(HEARD);
        assertThat(with("iat", in(Duration.ofSeconds(40)))).isInstanceOf(Forged.class);
        assertThat(with("nbf", in(Duration.ofSeconds(40)))).isInstanceOf(Forged.class);
        assertThat(with("iat", in(Duration.ofHours(-25))))
                .as("sent again too late")
                .isInstanceOf(Forged.class);
        assertThat(with("exp", Long.MAX_VALUE))
                .as("no time at all, so by its age")
                .isEqualTo(HEARD);
    }

    @Test
    void a_token_without_a_time_is_not_good_for_ever() {
        assertThat(office.token(VENDOR.token(Map.of(), BODY), BODY)).isInstanceOf(Forged.class);
        Map<String, Object> made = Map.of("iat", in(Duration.ZERO));
        String token = VENDOR.token(made, BODY);
        assertThat(office.token(token, BODY)).isEqualTo(HEARD);
        office.clock.advance(Duration.ofMinutes(6));
        assertThat(office.token(token, BODY)).isInstanceOf(Forged.class);
    }

    @Test
    void a_token_for_another_address_is_not_for_us() {
        assertThat(with("aud", "https://example.org/other")).isInstanceOf(Forged.class);
        assertThat(with("aud", List.of("https://example.org/other", TestKeyIssuer.OURS.toString())))
                .isEqualTo(HEARD);
        assertThat(with("aud", "projects/123")).as("no address").isEqualTo(HEARD);
    }

    @Test
    void a_new_key_is_fetched_once_and_a_forgers_names_make_nobody_call() {
        assertThat(office.token(VENDOR.token(office.claims(), BODY), BODY)).isEqualTo(HEARD);
        assertThat(office.fetches()).isEqualTo(1);
        office.clock.advance(Duration.ofMinutes(2));
        office.publish(VENDOR, NEW_KEY);
        assertThat(office.token(NEW_KEY.token(office.claims(), BODY), BODY)).isEqualTo(HEARD);
        assertThat(office.fetches()).isEqualTo(2);
        for (int i = 0; i < 100; i++) {
            Signer stranger = i == 0 ? Signer.rsa("stranger") : FORGER;
            assertThat(office.token(stranger.token(office.claims(), BODY), BODY))
                    .isInstanceOf(Forged.class);
        }
        assertThat(office.fetches()).isEqualTo(2);
    }

    @Test
    void without_the_vendors_keys_nobody_can_tell_and_the_vendor_sends_again() {
        office.down(true);
        String token = VENDOR.token(office.claims(), BODY);
        assertThat(office.token(token, BODY)).isInstanceOf(CannotTell.class);
        assertThat(office.token(token, BODY)).isInstanceOf(CannotTell.class);
        assertThat(office.fetches())
                .as("an address that does not answer is left alone too")
                .isEqualTo(1);
        office.down(false);
        office.clock.advance(Duration.ofMinutes(2));
        assertThat(office.token(token, BODY)).isEqualTo(HEARD);
    }

    @Test
    void keys_outlive_their_address_for_a_day() {
        assertThat(office.token(VENDOR.token(office.claims(), BODY), BODY)).isEqualTo(HEARD);
        office.down(true);
        office.clock.advance(Duration.ofHours(20));
        assertThat(office.token(VENDOR.token(office.claims(), BODY), BODY)).isEqualTo(HEARD);
        assertThat(office.token(NEW_KEY.token(office.claims(), BODY), BODY)).isInstanceOf(CannotTell.class);
        office.clock.advance(Duration.ofHours(5));
        assertThat(office.token(VENDOR.token(office.claims(), BODY), BODY)).isInstanceOf(CannotTell.class);
    }

    @Test
    void a_key_set_that_is_none_is_as_good_as_no_answer() {
        office.publish("<html>");
        assertThat(office.token(VENDOR.token(office.claims(), BODY), BODY)).isInstanceOf(CannotTell.class);
    }

    @Test
    void a_short_key_is_not_trusted_whoever_publishes_it() {
        Signer weak = Signer.shortRsa("weak");
        office.publish(weak);
        assertThat(office.token(weak.token(office.claims(), BODY), BODY)).isInstanceOf(Forged.class);
    }

    @Test
    void what_is_genuine_but_not_tickboxs_is_taken_and_left() {
        for (String body : List.of(
                TestKeyIssuer.event("another's", "1"),
                TestKeyIssuer.event(TestKeyIssuer.KEY, "0"),
                TestKeyIssuer.event(TestKeyIssuer.KEY, 2L),
                TestKeyIssuer.event(TestKeyIssuer.KEY, "99999999999"),
                "{\"type\":\"interaction.completed\",\"data\":{\"id\":null}}",
                "{\"type\":\"batch.succeeded\",\"data\":{\"id\":\"batches/1\"}}",
                "{}",
                "[]",
                "not JSON")) {
            assertThat(office.token(VENDOR.token(office.claims(), body), body))
                    .as(body)
                    .isInstanceOf(NotOurs.class);
        }
    }
}

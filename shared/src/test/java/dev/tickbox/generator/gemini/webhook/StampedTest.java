package dev.tickbox.generator.gemini.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading.CannotTell;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading.Event;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading.Forged;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deliveries as they are reported from real life: Standard Webhooks with Ed25519. */
class StampedTest {
    private static final Signer OLD = Signer.ed25519("a");
    private static final Signer VENDOR = Signer.ed25519("b");
    private static final Signer FORGER = Signer.ed25519("b");
    private static final String BODY = TestKeyIssuer.event();
    private static final Event HEARD = new Event(TestKeyIssuer.KEY, 2, "v1_abc", "interaction.completed");

    private static final Signer RSA = Signer.rsa("k1");

    private final TestKeyIssuer office = new TestKeyIssuer(RSA, OLD, VENDOR);

    private WebhookReading read(String signature, String id, String stamp, String body) {
        return office.read(Map.of("Webhook-Signature", signature, "Webhook-Id", id, "Webhook-Timestamp", stamp), body);
    }

    private String now() {
        return Long.toString(office.clock.now().getEpochSecond());
    }

    @Test
    void any_of_the_published_keys_may_have_made_the_signature() {
        assertThat(office.stamped(OLD, 0, BODY)).isEqualTo(HEARD);
        assertThat(office.stamped(VENDOR, 0, BODY)).isEqualTo(HEARD);
        assertThat(office.fetches()).isEqualTo(1);
    }

    @Test
    void one_good_signature_among_several_is_enough() {
        String several = FORGER.stamp("m", now(), BODY) + " v1a,! v1,c2FtZQ== " + VENDOR.stamp("m", now(), BODY);
        assertThat(read(several, "m", now(), BODY)).isEqualTo(HEARD);
    }

    @Test
    void everything_that_is_signed_must_be_as_it_was_signed() {
        String signature = VENDOR.stamp("m", now(), BODY);
        assertThat(read(signature, "m", now(), BODY)).isEqualTo(HEARD);
        assertThat(read(signature, "n", now(), BODY)).isInstanceOf(Forged.class);
        assertThat(read(signature, "m", "0" + now(), BODY)).isInstanceOf(Forged.class);
        assertThat(read(signature, "m", now(), BODY + " ")).isInstanceOf(Forged.class);
        assertThat(office.read(Map.of("Webhook-Signature", signature), BODY)).isInstanceOf(Forged.class);
    }

    @Test
    void a_strangers_key_is_forged_and_makes_nobody_call_twice() {
        assertThat(office.stamped(VENDOR, 0, BODY)).isEqualTo(HEARD);
        office.clock.advance(Duration.ofMinutes(2));
        for (int i = 0; i < 100; i++) {
            assertThat(office.stamped(FORGER, 0, BODY)).isInstanceOf(Forged.class);
        }
        assertThat(office.fetches()).isEqualTo(2);
    }

    @Test
    void a_delivery_is_good_for_five_minutes() {
        assertThat(office.stamped(VENDOR, 290, BODY)).isEqualTo(HEARD);
        assertThat(office.stamped(VENDOR, 310, BODY)).isInstanceOf(Forged.class);
        assertThat(office.stamped(VENDOR, -20, BODY)).as("within the skew").isEqualTo(HEARD);
        assertThat(office.stamped(VENDOR, -40, BODY)).isInstanceOf(Forged.class);
        assertThat(read(VENDOR.stamp("m", "soon", BODY), "m", "soon", BODY)).isInstanceOf(Forged.class);
        String never = Long.toString(Long.MAX_VALUE);
        assertThat(read(VENDOR.stamp("m", never, BODY), "m", never, BODY)).isInstanceOf(Forged.class);
    }

    @Test
    void without_the_vendors_keys_nobody_can_tell() {
        office.down(true);
        assertThat(office.stamped(VENDOR, 0, BODY)).isInstanceOf(CannotTell.class);
    }

    @Test
    void a_delivery_without_a_signature_is_forged() {
        assertThat(office.read(Map.of(), BODY)).isInstanceOf(Forged.class);
    }
}

package dev.tickbox.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Json;
import dev.tickbox.generator.gemini.webhook.Signer;
import dev.tickbox.inbox.Notification;
import dev.tickbox.vendor.FakeGemini;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.Seen;
import dev.tickbox.world.ManualClock;
import dev.tickbox.world.World;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The only public function. It is given an address and a topic, and no store, secret or content. */
class WebhookFunctionTest {
    private static final String OURS = "https://hooks.example.com/2f1c/gemini";
    private static final String PATH = "/2f1c/gemini";
    private static final Signer VENDOR = Signer.rsa("vendor-key");
    private static final Signer STRANGER = Signer.rsa("vendor-key");

    private final FakeGemini gemini = new FakeGemini(
            0,
            request -> request.path().endsWith("jwks.json")
                    ? Optional.of(new Reply(200, Map.of(), Signer.set(VENDOR)))
                    : Optional.empty());
    private final ManualClock clock = new ManualClock(World.START);
    private final List<Notification> forwarded = new ArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        gemini.close();
    }

    @Test
    void what_the_vendor_signed_is_passed_on_before_it_is_acknowledged() throws Exception {
        assertThat(answer(webhook(forwarded::add), PATH, VENDOR)).isEqualTo(204);
        assertThat(forwarded).containsExactly(new Notification("0".repeat(64), 1, "v1_abc"));
    }

    @Test
    void a_call_without_the_vendors_signature_is_rejected() throws Exception {
        WebhookFunction webhook = webhook(forwarded::add);
        assertThat(answer(webhook, PATH, STRANGER)).isEqualTo(401);
        FakeExchange bare = new FakeExchange("POST", PATH, "{}", Map.of());
        webhook.service(bare, bare);
        assertThat(bare.status()).isEqualTo(401);
        assertThat(forwarded).isEmpty();
    }

    @Test
    void on_another_path_no_key_is_looked_up_and_nothing_is_logged() throws Exception {
        WebhookFunction webhook = webhook(forwarded::add);
        for (String path : List.of("/", "", PATH + "/", "/2f1d/gemini", PATH + "/../gemini")) {
            assertThat(answer(webhook, path, VENDOR)).as(path).isEqualTo(404);
        }
        assertThat(gemini.seen().stream().map(Seen::path)).isEmpty();
        assertThat(forwarded).isEmpty();
        assertThat(log.size()).isZero();
    }

    @Test
    void a_call_that_cannot_be_checked_now_is_answered_with_503() throws Exception {
        gemini.down();
        assertThat(answer(webhook(forwarded::add), PATH, VENDOR)).isEqualTo(503);
    }

    @Test
    void a_topic_that_does_not_take_it_makes_the_vendor_call_again() throws Exception {
        WebhookFunction webhook = webhook(notification -> {
            throw new IllegalStateException("the topic did not take every message");
        });
        assertThat(answer(webhook, PATH, VENDOR)).isEqualTo(503);
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("ERROR", "could not be passed on");
    }

    private WebhookFunction webhook(WebhookFunction.Forward forward) {
        Map<String, String> variables = Map.of(
                "TICKBOX_WEBHOOK_URL",
                OURS,
                "TICKBOX_EVENTS",
                "projects/p/topics/notifications",
                "TICKBOX_GEMINI_BASE_URL",
                gemini.baseUrl());
        return new WebhookFunction(new FunctionEnvironment(clock, variables, new PrintStream(log, true)), forward);
    }

    private int answer(WebhookFunction webhook, String path, Signer signer) throws Exception {
        String event = Json.write(Map.of(
                "type",
                "interaction.completed",
                "data",
                Map.of("id", "v1_abc", "user_metadata", Map.of("key", "0".repeat(64), "attempt", "1"))));
        long now = clock.now().getEpochSecond();
        Map<String, Object> claims = Map.of("iat", now, "exp", now + 600, "aud", OURS);
        FakeExchange exchange =
                new FakeExchange("POST", path, event, Map.of("Webhook-Signature", signer.token(claims, event)));
        webhook.service(exchange, exchange);
        return exchange.status();
    }
}

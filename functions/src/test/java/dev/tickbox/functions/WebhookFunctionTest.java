package dev.tickbox.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Json;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.VendorSettings;
import dev.tickbox.generator.gemini.webhook.Signer;
import dev.tickbox.store.Store;
import dev.tickbox.vendor.FakeGemini;
import dev.tickbox.vendor.Reply;
import dev.tickbox.world.Contents;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookFunctionTest {
    private static final String OURS = "https://hooks.example.com/gemini";
    private static final Signer VENDOR = Signer.rsa("vendor-key");
    private static final Signer STRANGER = Signer.rsa("vendor-key");

    @TempDir
    private Path folder = Path.of("");

    private final FakeGemini gemini = new FakeGemini(
            0,
            request -> request.path().endsWith("jwks.json")
                    ? Optional.of(new Reply(200, Map.of(), Signer.set(VENDOR)))
                    : Optional.empty());

    @AfterEach
    void close() {
        gemini.close();
    }

    @Test
    void what_the_vendor_signed_is_accepted_however_often_it_comes() throws Exception {
        FunctionFixture office = office();
        WebhookFunction webhook = webhook(office, office.world.store);
        assertThat(answer(webhook, VENDOR, office)).isEqualTo(204);
        assertThat(answer(webhook, VENDOR, office)).isEqualTo(204);
    }

    @Test
    void a_call_without_the_vendors_signature_is_rejected() throws Exception {
        FunctionFixture office = office();
        WebhookFunction webhook = webhook(office, office.world.store);
        assertThat(answer(webhook, STRANGER, office)).isEqualTo(401);
        FakeExchange bare = FakeExchange.post("{}");
        webhook.service(bare, bare);
        assertThat(bare.status()).isEqualTo(401);
    }

    @Test
    void a_call_that_cannot_be_checked_now_is_answered_with_503() throws Exception {
        FunctionFixture office = office();
        WebhookFunction webhook = webhook(office, office.world.store);
        gemini.down();
        assertThat(answer(webhook, VENDOR, office)).isEqualTo(503);
    }

    @Test
    void a_store_that_does_not_answer_makes_pubsub_deliver_again() throws Exception {
        FunctionFixture office = office();
        assertThat(answer(webhook(office, new UnreachableStore()), VENDOR, office))
                .isEqualTo(503);
    }

    @Test
    void content_without_a_webhook_has_none() throws Exception {
        FunctionFixture office = new FunctionFixture(folder);
        assertThat(answer(webhook(office, office.world.store), VENDOR, office)).isEqualTo(404);
    }

    private FunctionFixture office() {
        FunctionFixture office = new FunctionFixture(folder);
        Definition content = Contents.twoJobs(OnUncertain.RESUBMIT);
        VendorSettings calling =
                new VendorSettings(Optional.empty(), Optional.empty(), Optional.of(OURS), new TreeMap<>());
        office.world.push(Definition.of(
                content.sites(), content.jobs(), TickSchedule.DEFAULT, Budget.DEFAULT, ContentLimits.DEFAULT, calling));
        return office;
    }

    private WebhookFunction webhook(FunctionFixture office, Store store) {
        return new WebhookFunction(office.deployed(store, Map.of("TICKBOX_GEMINI_BASE_URL", gemini.baseUrl())));
    }

    private static int answer(WebhookFunction webhook, Signer signer, FunctionFixture office) throws Exception {
        String event = Json.write(Map.of(
                "type",
                "interaction.completed",
                "data",
                Map.of("id", "v1_abc", "user_metadata", Map.of("key", "0".repeat(64), "attempt", "1"))));
        long now = office.world.clock.now().getEpochSecond();
        Map<String, Object> claims = Map.of("iat", now, "exp", now + 600, "aud", OURS);
        FakeExchange exchange =
                new FakeExchange("POST", event, Map.of("Webhook-Signature", signer.token(claims, event)));
        webhook.service(exchange, exchange);
        return exchange.status();
    }
}

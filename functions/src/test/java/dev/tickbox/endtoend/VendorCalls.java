package dev.tickbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock;
import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.generator.gemini.webhook.Signer;
import dev.tickbox.process.FunctionProcess;
import dev.tickbox.store.Document;
import dev.tickbox.vendor.Reply;
import dev.tickbox.vendor.Route;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Webhook calls by the vendor when a job is finished, and forged ones. */
final class VendorCalls {
    static final String OURS = "https://hooks.example.com/gemini";

    /** The webhook setting of the content file. */
    static final String WANTED = "webhook: {url: \"" + OURS + "\"}";

    private final Signer vendor = Signer.rsa("vendor-key");
    private final Signer stranger = Signer.rsa("vendor-key");

    /** Serves the vendor's public keys. */
    Route keys() {
        return request -> request.path().endsWith("jwks.json")
                ? Optional.of(new Reply(200, Map.of(), Signer.set(vendor)))
                : Optional.empty();
    }

    private static int call(FunctionProcess webhook, String path, String signature, String event) throws IOException {
        return webhook.post(path, event, Map.of("Webhook-Signature", signature)).status();
    }

    /** Calls for each purchase with a handle. */
    void of(TestDeployment town, FunctionProcess webhook) throws IOException {
        for (Document attempt : Audit.of(town.store).attempts()) {
            Fields f = attempt.fields();
            Map<String, Object> metadata = Map.of("key", f.text("key"), "attempt", "" + f.number("number"));
            String handle = f.list("handles").getFirst().text("handle");
            String event = Json.write(
                    Map.of("type", "interaction.completed", "data", Map.of("id", handle, "user_metadata", metadata)));
            long now = Clock.system().now().getEpochSecond();
            Map<String, Object> claims = Map.of("iat", now, "exp", now + 600, "aud", OURS);
            assertThat(call(webhook, "/", vendor.token(claims, event), event)).isEqualTo(404);
            assertThat(call(webhook, "/gemini", stranger.token(claims, event), event))
                    .isEqualTo(401);
            assertThat(call(webhook, "/gemini", vendor.token(claims, event), event))
                    .isEqualTo(204);
        }
    }
}

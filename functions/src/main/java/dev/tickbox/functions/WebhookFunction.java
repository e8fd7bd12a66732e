package dev.tickbox.functions;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.gemini.webhook.Webhook;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading;
import dev.tickbox.store.StoreException;
import dev.tickbox.tick.collect.VendorNotifications;
import dev.tickbox.tick.context.TickReport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Receives the vendor's notifications of finished jobs. The address is public, so only calls that the vendor signed for it are accepted. */
public final class WebhookFunction implements HttpFunction {
    private static final int ACCEPTED = 204;
    private static final int NOT_SIGNED = 401;
    private static final int NO_WEBHOOK = 404;
    private static final int DELIVER_AGAIN = 503;
    private static final int LONGEST_BYTES = 1 << 20;

    /** How long the address is cached, so that calls by strangers do not each read the store. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Known(Optional<String> address, Optional<Webhook> webhook, Deadline until) {}

    private final FunctionContext deployed;
    private Known known;

    public WebhookFunction() {
        this(FunctionContext.here());
    }

    public WebhookFunction(FunctionContext deployed) {
        this.deployed = deployed;
        this.known =
                new Known(Optional.empty(), Optional.empty(), deployed.clock().deadline(Duration.ZERO));
    }

    @Override
    public void service(HttpRequest request, HttpResponse response) throws IOException {
        Log log = deployed.log(request);
        byte[] body = request.getInputStream().readNBytes(LONGEST_BYTES);
        response.setStatusCode(deployed.drain().during(() -> respond(request, body, log)));
    }

    private int respond(HttpRequest request, byte[] body, Log log) {
        try {
            return webhook()
                    .map(webhook -> answer(webhook.read(request::getFirstHeader, body), log))
                    .orElse(NO_WEBHOOK);
        } catch (StoreException e) {
            log.error("webhook", "the store did not answer: " + e.getMessage());
            return DELIVER_AGAIN;
        }
    }

    private int answer(WebhookReading reading, Log log) {
        return switch (reading) {
            case WebhookReading.Event event -> {
                TickReport report = new VendorNotifications(deployed.context(log))
                        .event(event.key(), event.attempt(), event.handle());
                report.errors().forEach(error -> log.error("webhook", error));
                yield report.errors().isEmpty() ? ACCEPTED : DELIVER_AGAIN;
            }
            case WebhookReading.NotOurs not -> {
                log.note("webhook", "ignored: " + not.why());
                yield ACCEPTED;
            }
            case WebhookReading.Forged forged -> {
                log.note("webhook", "rejected, not signed by the vendor: " + forged.why());
                yield NOT_SIGNED;
            }
            case WebhookReading.CannotTell cannot -> {
                log.error("webhook", "the signature cannot be checked now: " + cannot.why());
                yield DELIVER_AGAIN;
            }
        };
    }

    /** Empty if the content has no webhook. Kept while the address is the same, because it caches the vendor's keys. */
    private synchronized Optional<Webhook> webhook() {
        if (known.until().passed()) {
            Optional<String> address =
                    deployed.content().flatMap(content -> content.vendor().webhookUrl());
            Optional<Webhook> webhook = address.equals(known.address())
                    ? known.webhook()
                    : address.map(ours ->
                            Webhook.at(URI.create(ours), deployed.find("TICKBOX_GEMINI_BASE_URL"), deployed.clock()));
            known = new Known(address, webhook, deployed.clock().deadline(KEPT));
        }
        return known.webhook();
    }
}

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

/** Hears what the vendor says is finished. Anybody may call here: only what the vendor signed for our address is believed. */
public final class WebhookFunction implements HttpFunction {
    private static final int TAKEN = 204;
    private static final int NOT_BELIEVED = 401;
    private static final int NO_WEBHOOK = 404;
    private static final int COME_AGAIN = 503;
    private static final int LONGEST_BYTES = 1 << 20;

    /** Strangers must not make us read the ledger with each call. */
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
        response.setStatusCode(deployed.drain().during(() -> hear(request, body, log)));
    }

    private int hear(HttpRequest request, byte[] body, Log log) {
        try {
            return webhook()
                    .map(webhook -> answer(webhook.read(request::getFirstHeader, body), log))
                    .orElse(NO_WEBHOOK);
        } catch (StoreException e) {
            log.error("webhook", "the ledger did not answer: " + e.getMessage());
            return COME_AGAIN;
        }
    }

    private int answer(WebhookReading reading, Log log) {
        return switch (reading) {
            case WebhookReading.Event event -> {
                TickReport report = new VendorNotifications(deployed.parts(log))
                        .event(event.key(), event.attempt(), event.handle());
                report.errors().forEach(error -> log.error("webhook", error));
                yield report.errors().isEmpty() ? TAKEN : COME_AGAIN;
            }
            case WebhookReading.NotOurs not -> {
                log.note("webhook", "not ours: " + not.why());
                yield TAKEN;
            }
            case WebhookReading.Forged forged -> {
                log.note("webhook", "not believed: " + forged.why());
                yield NOT_BELIEVED;
            }
            case WebhookReading.CannotTell cannot -> {
                log.error("webhook", "cannot tell whether the vendor said it: " + cannot.why());
                yield COME_AGAIN;
            }
        };
    }

    /** Empty where the content names none. Kept as long as its address stays, since it knows the vendor's keys. */
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

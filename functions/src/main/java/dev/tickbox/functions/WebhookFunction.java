package dev.tickbox.functions;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.tickbox.generator.gemini.webhook.Webhook;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading;
import dev.tickbox.inbox.Notification;
import dev.tickbox.pubsub.PubSubNotifications;
import java.io.IOException;
import java.net.URI;

/**
 * Receives the vendor's notifications of finished jobs. It is the only public function. So it reaches no store and no secret: it verifies
 * that the vendor signed the call for this address, and passes the notification on to a topic, which the next reclaim tick reads.
 */
public final class WebhookFunction implements HttpFunction {
    private static final int ACCEPTED = 204;
    private static final int NOT_SIGNED = 401;
    private static final int NOT_HERE = 404;
    private static final int DELIVER_AGAIN = 503;
    private static final int LONGEST_BYTES = 1 << 20;

    /** Passes a notification on. It returns after the notification is stored. */
    @FunctionalInterface
    interface Forward {
        /** @throws RuntimeException if it is unknown whether the notification is stored */
        void accept(Notification notification);
    }

    private final FunctionEnvironment environment;
    private final String project;
    private final String path;
    private final Webhook webhook;
    private final Forward forward;

    public WebhookFunction() {
        this(FunctionEnvironment.ofThisProcess());
    }

    private WebhookFunction(FunctionEnvironment environment) {
        this(
                environment,
                PubSubNotifications.open(environment.need("TICKBOX_EVENTS"), environment.find("PUBSUB_EMULATOR_HOST"))
                        ::publish);
    }

    WebhookFunction(FunctionEnvironment environment, Forward forward) {
        this.environment = environment;
        this.forward = forward;
        this.project = environment.need("TICKBOX_EVENTS").split("/", -1)[1];
        URI ours = URI.create(environment.need("TICKBOX_WEBHOOK_URL"));
        this.path = ours.getPath();
        this.webhook = Webhook.at(ours, environment.find("TICKBOX_GEMINI_BASE_URL"), environment.clock());
    }

    @Override
    public void service(HttpRequest request, HttpResponse response) throws IOException {
        // Strangers do not know the path: for them nothing is read and no key is looked up.
        if (!request.getPath().equals(path)) {
            response.setStatusCode(NOT_HERE);
            return;
        }
        Log log = environment.log(request, project);
        byte[] body = request.getInputStream().readNBytes(LONGEST_BYTES);
        response.setStatusCode(environment
                .drain()
                .during(() -> answer(webhook.read(request::getFirstHeader, body), log)));
    }

    private int answer(WebhookReading reading, Log log) {
        return switch (reading) {
            case WebhookReading.Event event -> forward(event, log);
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

    private int forward(WebhookReading.Event event, Log log) {
        try {
            forward.accept(new Notification(event.key(), event.attempt(), event.handle()));
            return ACCEPTED;
        } catch (IllegalArgumentException e) {
            log.note("webhook", "ignored: " + e.getMessage());
            return ACCEPTED;
        } catch (RuntimeException e) {
            log.error("webhook", "the notification could not be passed on: " + e.getMessage());
            return DELIVER_AGAIN;
        }
    }
}

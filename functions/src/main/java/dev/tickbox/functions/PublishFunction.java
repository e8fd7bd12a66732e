package dev.tickbox.functions;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Site;
import dev.tickbox.store.StoreException;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.publish.PublishItem;
import dev.tickbox.wake.Notice;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Publishes the items of one site that a Pub/Sub message names. Only if the store does not answer is the message delivered again. */
public final class PublishFunction implements HttpFunction {
    private static final int ACCEPTED = 204;
    private static final int DELIVER_AGAIN = 503;

    private final FunctionContext deployed;
    private final String site;

    public PublishFunction() {
        this(FunctionContext.here());
    }

    public PublishFunction(FunctionContext deployed) {
        this.deployed = deployed;
        this.site = deployed.need("TICKBOX_SITE");
    }

    @Override
    public void service(HttpRequest request, HttpResponse response) throws IOException {
        Log log = deployed.log(request);
        Notice notice;
        try {
            notice = PubSubMessage.read(request.getInputStream());
        } catch (IllegalArgumentException e) {
            log.unusable("envelope", String.valueOf(e.getMessage()));
            response.setStatusCode(ACCEPTED);
            return;
        }
        response.setStatusCode(deployed.drain().during(() -> publish(notice, log)));
    }

    private int publish(Notice notice, Log log) {
        if (!notice.site().equals(site)) {
            log.note(
                    "publish",
                    "ignored a message for site " + notice.site() + "; this function publishes site " + site);
            return ACCEPTED;
        }
        try {
            Optional<Site> here = deployed.content().map(Definition::sites).map(sites -> sites.get(site));
            if (here.isEmpty()) {
                log.note("publish", "the current content has no site " + site);
                return ACCEPTED;
            }
            PublishItem deliver = new PublishItem(deployed.context(log), "publish-" + site);
            for (String item : notice.items()) {
                one(deliver, here.get(), item, log);
            }
            return ACCEPTED;
        } catch (StoreException e) {
            log.error("publish", "the store did not answer: " + e.getMessage());
            return DELIVER_AGAIN;
        } catch (RuntimeException e) {
            // For instance a document of a newer schema. A tick sends another message later.
            log.error("publish", String.valueOf(e.getMessage()));
            return ACCEPTED;
        }
    }

    private void one(PublishItem deliver, Site here, String item, Log log) {
        try {
            deliver.one(
                    Map.of(site, here),
                    item,
                    new TickReport("publish", deployed.clock().now()));
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            // The item is due again when its lease is over; a tick then sends another message.
            log.error("publish", "outbox/" + item + ": " + e);
        }
    }
}

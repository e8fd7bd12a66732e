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

/** Publishes one site's items, as Pub/Sub tells of them. Whatever the ledger answers is an answer; only its silence is a reason to come again. */
public final class PublishFunction implements HttpFunction {
    private static final int TAKEN = 204;
    private static final int COME_AGAIN = 503;

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
            response.setStatusCode(TAKEN);
            return;
        }
        response.setStatusCode(deployed.drain().during(() -> publish(notice, log)));
    }

    private int publish(Notice notice, Log log) {
        if (!notice.site().equals(site)) {
            log.note("publish", "a notice for site " + notice.site() + " is not for this publisher of " + site);
            return TAKEN;
        }
        try {
            Optional<Site> here = deployed.content().map(Definition::sites).map(sites -> sites.get(site));
            if (here.isEmpty()) {
                log.note("publish", "the current content has no site " + site);
                return TAKEN;
            }
            PublishItem deliver = new PublishItem(deployed.parts(log), "publish-" + site);
            for (String item : notice.items()) {
                one(deliver, here.get(), item, log);
            }
            return TAKEN;
        } catch (StoreException e) {
            log.error("publish", "the ledger did not answer: " + e.getMessage());
            return COME_AGAIN;
        } catch (RuntimeException e) {
            // The ledger's answer is one that this program cannot use: a newer one's, mostly. A tick calls again.
            log.error("publish", String.valueOf(e.getMessage()));
            return TAKEN;
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
            // The message has done its work. The item is due again when its lease is over, and a tick calls then.
            log.error("publish", "outbox/" + item + ": " + e);
        }
    }
}

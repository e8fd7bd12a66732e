package dev.tickbox.crash;

import dev.tickbox.Fields;
import dev.tickbox.generator.gemini.webhook.Postman;
import dev.tickbox.generator.gemini.webhook.Webhook.WebhookReading;
import dev.tickbox.vendor.OverTheWire;
import dev.tickbox.vendor.Seen;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The vendor that calls when a job has ended, as it was asked to with the purchase, and again until somebody has listened. */
final class WebhookCalls {
    private static final Duration ON_THE_WAY = Duration.ofSeconds(1);

    private final World world;
    private final OverTheWire wire;
    private final Postman postman;
    private final Set<String> heard = new HashSet<>();

    WebhookCalls(World world, OverTheWire wire) {
        this.world = world;
        this.wire = wire;
        this.postman = new Postman(world.clock);
    }

    /** When the next call comes. */
    Optional<Instant> due() {
        return open().stream().map(WebhookCalls::at).min(Instant::compareTo);
    }

    private static Instant at(Fields job) {
        return Instant.ofEpochMilli(job.number("doneAt")).plus(ON_THE_WAY);
    }

    /** Jobs that nobody here has listened about, and that somebody asked to be called for. */
    private List<Fields> open() {
        List<Fields> open = new ArrayList<>(world.vendor.jobs());
        open.removeIf(job -> heard.contains(job.text("handle")) || asked(job).isEmpty());
        return open;
    }

    private Optional<Map<String, Object>> asked(Fields job) {
        return wire.fake().seen().stream()
                .filter(Seen::buys)
                .map(Seen::json)
                .filter(body -> body.map("labels").text("tickbox").equals(job.text("label")))
                .filter(body -> body.find("webhook_config").isPresent())
                .map(body -> body.map("webhook_config").map("user_metadata").values())
                .findFirst();
    }

    /** What is due, read as it came and with the vendor's signature. */
    Optional<WebhookReading.Event> next() {
        return open().stream()
                .filter(job -> !at(job).isAfter(world.clock.now()))
                .findFirst()
                .map(job -> (WebhookReading.Event)
                        postman.deliver("v1_" + job.text("handle"), asked(job).orElseThrow()));
    }

    void listened(WebhookReading.Event event) {
        heard.add(event.handle().substring("v1_".length()));
    }
}

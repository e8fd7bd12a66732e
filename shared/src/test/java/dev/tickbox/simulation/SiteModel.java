package dev.tickbox.simulation;

import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.publisher.Publisher.Published;
import dev.tickbox.publisher.Publisher.Refused;
import dev.tickbox.publisher.Publisher.Result;
import dev.tickbox.publisher.Publisher.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** One site at one address. Its effect is conditional when it lands, as at every real one, and each is counted. */
final class SiteModel {
    private final Universe universe;
    private final String address;
    private final Map<String, Delivery> files = new HashMap<>();
    private final Map<String, Integer> effects = new HashMap<>();
    private Instant downUntil = Instant.MIN;

    SiteModel(Universe universe, String address) {
        this.universe = universe;
        this.address = address;
    }

    void goDown(Duration time) {
        downUntil = universe.outside.now().plus(time);
        universe.outside.tell(address + " is down until " + downUntil);
    }

    boolean shows(String fingerprint) {
        return effects.containsKey(fingerprint);
    }

    Publisher seenBy(Proc process) {
        return (delivery, deadline) -> {
            if (!universe.outside.isCalm() && universe.outside.now().isBefore(downUntil)) {
                return new Retry("502 bad gateway");
            }
            if (universe.outside.has(Sickness.SITE_REFUSES)) {
                return new Refused("403 not this user");
            }
            if (universe.outside.has(Sickness.SITE_DOWN)) {
                return new Retry("503 maintenance");
            }
            if (universe.outside.goesWrong(20)) {
                return new Refused("401 wrong password");
            }
            if (deadline.passed()) {
                return new Retry("too late to begin");
            }
            universe.fences.publishes(process.name(), delivery.fingerprint());
            universe.stops.acts(process.name(), "publishes " + delivery.fingerprint(), delivery.fingerprint());
            return process.call("site.effect", () -> effect(process, delivery));
        };
    }

    private Result effect(Proc process, Delivery delivery) {
        Delivery there = files.get(delivery.file());
        if (there != null && !there.fingerprint().equals(delivery.fingerprint())) {
            if (!there.run().equals(delivery.run()) || !there.step().equals(delivery.step())) {
                return new Refused(delivery.file() + " is another's");
            }
            if (there.edition() > delivery.edition()) {
                return new Refused("a later edition is there");
            }
            Check.PUBLISHED_ONCE.unless(
                    there.edition() < delivery.edition(),
                    "two items of " + delivery.run() + " have the edition " + delivery.edition());
        }
        if (there == null || !there.fingerprint().equals(delivery.fingerprint())) {
            files.put(delivery.file(), delivery);
            universe.approved.shown(delivery);
            int times = effects.merge(delivery.fingerprint(), 1, Integer::sum);
            universe.outside.tell(
                    process.name() + ": " + address + " shows " + delivery.file() + " of " + delivery.run());
            Check.PUBLISHED_ONCE.unless(
                    times == 1, delivery.fingerprint() + " was published " + times + " times at " + address);
        }
        return new Published(address + "/" + delivery.file(), delivery.fingerprint());
    }
}

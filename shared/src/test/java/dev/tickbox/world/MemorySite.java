package dev.tickbox.world;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Publisher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A site that does what the real publishers' sites do: an effect is conditional there. It counts every effect. */
public final class MemorySite implements Publisher {
    private final Map<String, Delivery> files = new LinkedHashMap<>();
    private final List<String> effects = new ArrayList<>();
    private boolean down;

    /** The same site in another course of events. */
    public synchronized MemorySite copy() {
        MemorySite copy = new MemorySite();
        copy.files.putAll(files);
        copy.effects.addAll(effects);
        copy.down = down;
        return copy;
    }

    public synchronized void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public synchronized Result publish(Delivery delivery, Deadline deadline) {
        if (down) {
            return new Retry("the site does not answer");
        }
        Delivery there = files.get(delivery.file());
        if (there != null && there.fingerprint().equals(delivery.fingerprint())) {
            return published(delivery);
        }
        if (there != null
                && !(there.run().equals(delivery.run()) && there.step().equals(delivery.step()))) {
            return new Refused(delivery.file() + " is another's");
        }
        if (there != null && there.edition() > delivery.edition()) {
            return new Refused("a later edition is there");
        }
        if (deadline.passed()) {
            return new Retry("too late to begin");
        }
        files.put(delivery.file(), delivery);
        effects.add(delivery.fingerprint());
        return published(delivery);
    }

    private static Published published(Delivery delivery) {
        return new Published("memory:" + delivery.file(), delivery.fingerprint());
    }

    /** The fingerprint of every effect, in order. */
    public synchronized List<String> effects() {
        return List.copyOf(effects);
    }

    public synchronized Map<String, Delivery> files() {
        return Map.copyOf(files);
    }
}

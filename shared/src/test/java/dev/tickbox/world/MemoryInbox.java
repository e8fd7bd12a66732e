package dev.tickbox.world;

import dev.tickbox.Clock;
import dev.tickbox.inbox.Inbox;
import dev.tickbox.inbox.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An inbox as Pub/Sub is one: what is not acknowledged in time is delivered again. */
public final class MemoryInbox implements Inbox {
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Notification> messages = new LinkedHashMap<>();
    private final Map<String, Instant> outUntil = new LinkedHashMap<>();
    private int published;

    public MemoryInbox(Clock clock) {
        this.clock = clock;
    }

    public synchronized void publish(Notification notification) {
        messages.put("message-" + ++published, notification);
    }

    public synchronized int waiting() {
        return messages.size();
    }

    @Override
    public synchronized Pulled pull(int atMost, Duration patience) {
        Instant now = clock.now();
        List<Received> received = new ArrayList<>();
        messages.forEach((id, notification) -> {
            boolean out = outUntil.getOrDefault(id, Instant.MIN).isAfter(now);
            if (!out && received.size() < atMost) {
                outUntil.put(id, now.plus(DEADLINE));
                received.add(new Received(id, notification));
            }
        });
        return Pulled.of(received);
    }

    @Override
    public synchronized void acknowledge(List<String> receipts) {
        receipts.forEach(messages::remove);
    }
}

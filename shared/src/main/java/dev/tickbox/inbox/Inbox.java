package dev.tickbox.inbox;

import java.time.Duration;
import java.util.List;

/**
 * Where notifications wait. Each is delivered at least once, and again some time after it was not acknowledged, so that only what the
 * ledger has decided is acknowledged.
 */
public interface Inbox {
    /** Of a process whose vendor does not call, or calls nobody of this deployment. */
    Inbox NONE = new Inbox() {
        @Override
        public List<Received> pull(int atMost, Duration patience) {
            return List.of();
        }

        @Override
        public void acknowledge(List<String> receipts) {}
    };

    /** @param receipt acknowledges this delivery */
    record Received(String receipt, Notification notification) {}

    /**
     * @param patience how long to wait for the first one
     * @return empty if none came in this time
     * @throws RuntimeException if the inbox cannot be read
     */
    List<Received> pull(int atMost, Duration patience);

    /** If this is lost, the same notifications come again. */
    void acknowledge(List<String> receipts);
}

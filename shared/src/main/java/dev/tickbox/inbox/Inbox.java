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
        public Pulled pull(int atMost, Duration patience) {
            return Pulled.NOTHING;
        }

        @Override
        public void acknowledge(List<String> receipts) {}
    };

    /** @param receipt acknowledges this delivery */
    record Received(String receipt, Notification notification) {}

    /**
     * One answer of the inbox.
     *
     * @param messages how many messages it had, also those that are no notification
     */
    record Pulled(List<Received> received, int messages) {
        static final Pulled NOTHING = new Pulled(List.of(), 0);

        public Pulled {
            received = List.copyOf(received);
        }

        public static Pulled of(List<Received> received) {
            return new Pulled(received, received.size());
        }
    }

    /**
     * @param patience how long the inbox may take to answer
     * @throws RuntimeException if it does not answer: then it is unknown what it has
     */
    Pulled pull(int atMost, Duration patience);

    /** If this is lost, the same notifications come again. */
    void acknowledge(List<String> receipts);
}

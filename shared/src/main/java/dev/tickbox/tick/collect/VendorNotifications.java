package dev.tickbox.tick.collect;

import dev.tickbox.inbox.Inbox;
import dev.tickbox.inbox.Inbox.Pulled;
import dev.tickbox.inbox.Inbox.Received;
import dev.tickbox.inbox.Notification;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.run.Run;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Applies the notifications that wait in the inbox: binds a handle that was not known, and makes the next look due now. It applies them
 * while paused, too, because they are evidence. Of an attempt that the ledger does not have yet, for instance after a restore, the
 * notification stays in the inbox.
 */
public final class VendorNotifications {
    /** In one tick, so that a flood of them does not take its whole time. */
    static final int AT_MOST = 1000;

    private static final int PAGE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** An inbox may say once that it is empty although it is not. */
    private static final int EMPTY_ANSWERS = 2;

    private final TickContext context;
    private final Inbox inbox;
    private final Reservations reservations;
    private final TickReport report;
    private int pulled;
    private boolean unread;
    private Optional<Boolean> all = Optional.empty();

    /** Reservations of which one could not be applied. */
    private final Set<String> failed = new HashSet<>();

    public VendorNotifications(TickContext context, Inbox inbox, String actor, TickReport report) {
        this.context = context;
        this.inbox = inbox;
        this.reservations = new Reservations(context, actor);
        this.report = report;
    }

    /** Applies what waits now. */
    public void due() {
        drain(1);
    }

    /**
     * Whether everything that the vendor had reported of this reservation before this call is in the ledger. As long as it is not, an
     * attempt without an answer may be one that the vendor has reported. The inbox is emptied for this once in a tick.
     */
    synchronized boolean all(String key) {
        boolean known = all.orElseGet(() -> drain(EMPTY_ANSWERS));
        all = Optional.of(known);
        return known && !failed.contains(key);
    }

    /**
     * A reply that was lost may have had notifications, which the inbox does not show again for a while: so after a failure nothing is known
     * in this tick.
     *
     * @param empty after how many empty answers in a row the inbox counts as empty
     * @return whether everything that it had was read
     */
    private synchronized boolean drain(int empty) {
        if (!unread) {
            unread = !report.guard("notifications of the vendor", () -> pull(empty));
        }
        return !unread;
    }

    private void pull(int empty) {
        for (int nothing = 0; nothing < empty; ) {
            if (pulled >= AT_MOST) {
                throw new IllegalStateException("there are more than " + AT_MOST + "; the next tick applies the rest");
            }
            Pulled page = inbox.pull(Math.min(PAGE, AT_MOST - pulled), PATIENCE);
            pulled += page.messages();
            nothing = page.messages() == 0 ? nothing + 1 : 0;
            apply(page.received());
        }
    }

    private void apply(List<Received> page) {
        List<String> decided = new ArrayList<>();
        for (Received received : page) {
            Notification n = received.notification();
            boolean applied = report.guard("notification of " + n.handle(), () -> {
                if (apply(n)) {
                    decided.add(received.receipt());
                }
            });
            if (!applied) {
                failed.add(n.key());
            }
        }
        if (!decided.isEmpty()) {
            inbox.acknowledge(decided);
        }
    }

    /** @return whether the ledger has decided, so that it need not come again */
    private boolean apply(Notification n) {
        return switch (reservations.apply(n.key(), new ReservationEvent.Heard(n.attempt(), n.handle()))) {
            case Change.Made<Reservation> _ -> counted("heard", true);
            case Change.Absent<Reservation> _ -> counted("heardTooEarly", false);
            case Change.NotMade<Reservation> not
            when not.illegal() ->
                isBeingRemoved(n.key()) ? counted("heardTooLate", true) : counted("heardTooEarly", false);
            case Change.NotMade<Reservation> _ -> counted("heardBefore", true);
        };
    }

    private boolean counted(String what, boolean decided) {
        report.count(what);
        return decided;
    }

    /** Its attempts are removed first. */
    private boolean isBeingRemoved(String key) {
        return context.store()
                .get(ReservationDocument.ref(key))
                .map(document -> document.fields().text("run"))
                .map(run -> context.store()
                        .get(RunDocument.ref(run))
                        .filter(document -> !(RunDocument.read(document).state() instanceof Run.Deleting))
                        .isEmpty())
                .orElse(true);
    }
}

package dev.tickbox.tick.submit;

import dev.tickbox.RunId;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.money.Usd;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.Reservation.Order;
import dev.tickbox.reservation.Reservation.Reason;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.tick.context.TickContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What one run has cost and may yet cost, against the {@code maxUsd} of its job in the current content. One tick takes from it as from the
 * day's budget. What other ticks add meanwhile is seen after the commit that says "I send" and before the call: of two purchases that
 * together cost too much, the later commit sees the earlier one, so at most one of them is sent.
 */
public final class RunCaps {
    /** What waits is asked again so often; the answer can only change when something of the run has ended. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(10);

    private final Store store;
    private final Optional<Definition> content;
    private final Instant now;
    private final Map<String, AtomicLong> microUsd = new ConcurrentHashMap<>();
    private final Map<String, Boolean> out = new ConcurrentHashMap<>();
    private final Set<String> sentHere = ConcurrentHashMap.newKeySet();

    public RunCaps(TickContext context, Optional<Definition> content) {
        this.store = context.store();
        this.content = content;
        this.now = context.clock().now();
    }

    /** The run whose money it is. */
    private static String root(Order order) {
        return RunId.rootOf(order.run());
    }

    private Optional<Long> most(Order order) {
        return content.flatMap(each -> each.job(order.job())).flatMap(Job::maxMicroUsd);
    }

    /** Takes it from what the run may cost, if it fits: asking and taking is one act. */
    boolean take(Order order, long estimateMicroUsd) {
        Optional<Long> share = most(order).map(most -> share(order, most));
        if (share.isEmpty()) {
            return true;
        }
        long before = taken(order)
                .getAndUpdate(spent -> fits(spent, estimateMicroUsd, share.get()) ? spent + estimateMicroUsd : spent);
        boolean fits = fits(before, estimateMicroUsd, share.get());
        if (fits) {
            sentHere.add(root(order));
        }
        return fits;
    }

    /** Rows leave a fifth to the steps after their table. */
    private static long share(Order order, long most) {
        return RunId.isRow(order.run()) ? most / 5 * 4 : most;
    }

    private static boolean fits(long spent, long estimateMicroUsd, long most) {
        return spent + estimateMicroUsd <= most;
    }

    private AtomicLong taken(Order order) {
        return microUsd.computeIfAbsent(root(order), root -> new AtomicLong(inLedger(root)));
    }

    private long inLedger(String root) {
        Query ofRun = Query.of(AttemptDocument.ALL, 1).where("root", root);
        return Math.addExact(store.sum(ofRun, "paid_micro_usd"), store.sum(ofRun, "risk_micro_usd"));
    }

    /** What was taken and then not bought. */
    void giveBack(Order order, long estimateMicroUsd) {
        if (most(order).isPresent()) {
            taken(order).addAndGet(-estimateMicroUsd);
        }
    }

    /** Why what was just committed is not sent, if so: with what others have committed since, it is too much. */
    Optional<String> exceeded(Order order) {
        return most(order)
                .filter(most -> inLedger(root(order)) > share(order, most))
                .map(most -> "with what another tick is buying, the run would exceed " + words(order, most));
    }

    /** It waits while something of the run may turn out to cost less; then it is for a person. */
    ReservationEvent refusal(Reservation r, long estimateMicroUsd) {
        Order order = r.order();
        long most = most(order).orElse(Long.MAX_VALUE);
        long share = share(order, most);
        String why = "it may cost " + Usd.of(estimateMicroUsd) + ", and with "
                + Usd.of(taken(order).get()) + " spent or outstanding the run would exceed " + words(order, most);
        return estimateMicroUsd <= share && mayCostLess(root(order))
                ? new ReservationEvent.Postpone(now.plus(ASK_AGAIN), why + "; it waits for what is out")
                : new ReservationEvent.Reject(
                        Reason.RUN_CAP,
                        why + "; raise maxUsd of job " + order.job() + " (or lower maxTokens), then retry it");
    }

    private static String words(Order order, long most) {
        long share = share(order, most);
        return "maxUsd of its job, " + Usd.of(most)
                + (share < most ? ", of which rows take at most " + Usd.of(share) : "");
    }

    /** Something of the run is out, or goes out in this tick. */
    private boolean mayCostLess(String root) {
        return sentHere.contains(root) || out.computeIfAbsent(root, this::isOut);
    }

    private boolean isOut(String root) {
        return Stream.of(ReservationState.SUBMITTING, ReservationState.UNCERTAIN, ReservationState.SUBMITTED)
                .map(state -> Query.of(ReservationDocument.ALL, 1).where("state", state))
                .anyMatch(out -> isAny(out.where("run", root)) || isAny(out.where("root", root)));
    }

    private boolean isAny(Query query) {
        return !store.query(query).documents().isEmpty();
    }
}

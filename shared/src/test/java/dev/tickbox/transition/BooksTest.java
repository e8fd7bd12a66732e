package dev.tickbox.transition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Limits;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Attempt.Status;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.Reservation.OnIncomplete;
import dev.tickbox.reservation.Reservation.Submitting;
import dev.tickbox.reservation.Reservation.Uncertain;
import dev.tickbox.reservation.ReservationDecision;
import dev.tickbox.reservation.ReservationEvent;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random walks: whatever is heard, and whenever, the books bound what the vendor charges. */
@Tag("long")
class BooksTest {
    private static final int SEEDS = 3000;
    private static final int STEPS = 120;

    private final Set<Class<?>> states = new HashSet<>();
    private final Set<Class<?>> events = new HashSet<>();
    private final Set<Status> statuses = EnumSet.noneOf(Status.class);
    private final Set<Reservation.Reason> reasons = EnumSet.noneOf(Reservation.Reason.class);

    @Test
    void paid_is_at_most_charged_is_at_most_paid_and_risk() {
        for (int seed = 0; seed < SEEDS; seed++) {
            walk(seed);
        }
        assertThat(states).containsExactlyInAnyOrderElementsOf(Sealed.leaves(Reservation.State.class));
        assertThat(events).containsExactlyInAnyOrderElementsOf(Sealed.leaves(ReservationEvent.class));
        assertThat(statuses).containsExactlyInAnyOrder(Status.values());
        assertThat(reasons).containsExactlyInAnyOrder(Reservation.Reason.values());
    }

    private void walk(int seed) {
        Random random = new Random(seed);
        OnIncomplete policy = one(random, OnIncomplete.values());
        // Few attempts, so that a walk sometimes uses them up.
        Limits limits = Limits.STANDARD.withAttempts(2);
        LedgerModel ledger = new LedgerModel(limits, random.nextBoolean(), policy);
        Vendor vendor = new Vendor(random);
        for (int step = 0; step < (vendor.givesNoListing || vendor.refusesAll ? 4 * STEPS : STEPS); step++) {
            boolean waits = (vendor.givesNoListing && ledger.reservation.state() instanceof Uncertain)
                    || (vendor.refusesAll && ledger.reservation.state() instanceof Reservation.Reserved);
            ledger.now = ledger.now.plus(waits && random.nextBoolean() ? untilDue(ledger) : pause(random, ledger));
            Optional<ReservationEvent> event =
                    random.nextInt(3) == 0 ? Optional.of(own(random, ledger)) : vendor.news(ledger);
            if (event.isPresent()) {
                apply(ledger, vendor, event.get());
                String where = "seed " + seed + ", step " + step + ", after " + event.get();
                holds(ledger, vendor, where);
            }
        }
    }

    static <T> T one(RandomGenerator random, T[] of) {
        return of[random.nextInt(of.length)];
    }

    private void apply(LedgerModel ledger, Vendor vendor, ReservationEvent event) {
        List<Attempt> before = List.copyOf(ledger.attempts.values());
        if (ledger.apply(event) instanceof ReservationDecision.Moved) {
            events.add(event.getClass());
            if (event instanceof ReservationEvent.Submit e) {
                vendor.called(
                        ledger.reservation.attempt(),
                        e.owner(),
                        e.leaseUntil().plus(ledger.limits.purchase().settling()));
            }
            if (event instanceof ReservationEvent.LostPast e) {
                vendor.called(ledger.reservation.attempt(), "the past", e.until());
            }
        }
        for (Attempt attempt : before) {
            // A number that was given back is used again: nothing of it was bought.
            if (attempt.status() != Status.REFUSED
                    || !(event instanceof ReservationEvent.Submit || event instanceof ReservationEvent.LostPast)) {
                PropertiesTest.onlyAdded(attempt, ledger.attempt(attempt.number()));
            }
        }
    }

    private void holds(LedgerModel ledger, Vendor vendor, String where) {
        Reservation r = ledger.reservation;
        states.add(r.state().getClass());
        if (r.state() instanceof Reservation.Stuck s) {
            reasons.add(s.reason());
        }
        for (Attempt attempt : ledger.attempts.values()) {
            statuses.add(attempt.status());
            long charged = vendor.charged(attempt.number());
            assertThat(attempt.riskMicroUsd()).as(where).isNotNegative();
            assertThat(attempt.paidMicroUsd()).as(where).isLessThanOrEqualTo(charged);
            assertThat(charged).as(where).isLessThanOrEqualTo(attempt.paidMicroUsd() + attempt.riskMicroUsd());
        }
        if (r.state() instanceof Reservation.Reserved) {
            assertThat(r.billed()).as(where).isLessThan(ledger.limits.purchase().attempts());
        }
        assertThat(r.due().isPresent() || r.settled() || r.state() instanceof Reservation.Stuck)
                .as(where)
                .isTrue();
        if (r.state() instanceof Submitting) {
            assertThat(ledger.attempt(r.attempt()).status()).as(where).isEqualTo(Status.SENDING);
        }
        if (r.state() instanceof Uncertain) {
            assertThat(ledger.attempt(r.attempt()).status()).as(where).isEqualTo(Status.UNCERTAIN);
        }
    }

    /** Mostly to when something is due; sometimes seconds, sometimes days, sometimes past all retention. */
    private static Duration pause(Random random, LedgerModel ledger) {
        return switch (random.nextInt(12)) {
            case 0 -> Duration.ofMinutes(random.nextInt(90));
            case 1 -> Duration.ofHours(random.nextInt(30));
            case 2 -> random.nextInt(8) == 0 ? Duration.ofDays(random.nextInt(60)) : Duration.ZERO;
            case 3, 4, 5 -> untilDue(ledger);
            default -> Duration.ofSeconds(random.nextInt(40));
        };
    }

    private static Duration untilDue(LedgerModel ledger) {
        return ledger.reservation
                .due()
                .map(due -> Duration.between(ledger.now, due))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    private static ReservationEvent own(Random random, LedgerModel ledger) {
        return switch (random.nextInt(12)) {
            case 0 ->
                random.nextInt(4) == 0
                        ? new ReservationEvent.Postpone(ledger.now.plusSeconds(60), "budget")
                        : new ReservationEvent.Woken();
            case 1 ->
                switch (random.nextInt(20)) {
                    case 0 -> new ReservationEvent.Reject("budget");
                    case 1 -> new ReservationEvent.Reject(Reservation.Reason.RUN_CAP, "maxUsd");
                    default -> new ReservationEvent.Woken();
                };
            case 2, 3 -> new ReservationEvent.LeaseOver();
            case 4 ->
                random.nextInt(4) == 0
                        ? new ReservationEvent.LostPast(ledger.now, "2026-11-21", LedgerModel.ESTIMATE)
                        : new ReservationEvent.Overdue();
            case 5 -> new ReservationEvent.Retry();
            case 6 ->
                switch (random.nextInt(20)) {
                    case 0 -> new ReservationEvent.Abandon();
                    case 1 -> ReservationEvent.Withdraw.RUN_OVER;
                    default -> new ReservationEvent.Woken();
                };
            default -> ledger.submission("owner " + random.nextInt(1_000_000_000));
        };
    }
}

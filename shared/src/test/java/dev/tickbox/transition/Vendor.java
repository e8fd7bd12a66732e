package dev.tickbox.transition;

import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A vendor that knows what it sold, and tells the truth whenever it says anything, though late, twice or not at all. */
final class Vendor {
    record Job(int attempt, String handle, Ending ending, long priceMicroUsd, Instant listedFrom) {}

    record Call(int attempt, String owner, boolean bought) {}

    final boolean lists;
    /** It lists its jobs, but is never able to say so. */
    final boolean givesNoListing;

    final List<Job> jobs = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final RandomGenerator random;

    /** It takes nothing, and says so. */
    final boolean refusesAll;

    Vendor(RandomGenerator random) {
        this.random = random;
        lists = random.nextBoolean();
        refusesAll = random.nextInt(10) == 0;
        givesNoListing = lists && random.nextInt(10) == 0;
    }

    /** What a call does at the vendor is settled within its lease; what its sender hears of it is another matter. */
    void called(int attempt, String owner, Instant listedFrom) {
        boolean bought = !refusesAll && random.nextInt(3) > 0;
        calls.add(new Call(attempt, owner, bought));
        if (bought) {
            Ending ending = BooksTest.one(random, Ending.values());
            long price = random.nextLong(LedgerModel.ESTIMATE + 1);
            jobs.add(new Job(attempt, "h" + jobs.size(), ending, price, listedFrom));
        }
    }

    long charged(int attempt) {
        return jobs.stream()
                .filter(job -> job.attempt() == attempt)
                .mapToLong(Job::priceMicroUsd)
                .sum();
    }

    /** Any of the true things that may be heard now. */
    Optional<ReservationEvent> news(LedgerModel ledger) {
        if (calls.isEmpty()) {
            return Optional.empty();
        }
        int current = ledger.reservation.attempt();
        if (givesNoListing && ledger.reservation.state() instanceof Reservation.Uncertain) {
            return Optional.of(
                    random.nextBoolean()
                            ? new ReservationEvent.Asking(current)
                            : new ReservationEvent.NoListing(current));
        }
        Call call = calls.get(random.nextInt(calls.size()));
        Optional<Job> job = jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.get(random.nextInt(jobs.size())));
        if (refusesAll && ledger.reservation.state() instanceof Reservation.Submitting) {
            Call last = calls.getLast();
            return Optional.of(new ReservationEvent.Refused(
                    last.attempt(), last.owner(), "503", false, Optional.of(Duration.ofHours(4))));
        }
        return switch (random.nextInt(9)) {
            case 0 -> Optional.of(new ReservationEvent.Unsure(call.attempt(), call.owner(), "timeout"));
            case 1 -> call.bought() ? Optional.empty() : Optional.of(notBought(call));
            case 2 -> job.map(j -> new ReservationEvent.Accepted(j.attempt(), j.handle()));
            case 3 -> job.map(j -> ended(j));
            case 4 -> job.map(j -> new ReservationEvent.NotYet(j.attempt(), j.handle(), random.nextBoolean()));
            case 5 -> Optional.of(new ReservationEvent.Looking(call.attempt()));
            case 6 -> Optional.of(new ReservationEvent.Asking(current));
            case 7 -> job.map(j -> new ReservationEvent.Heard(j.attempt(), j.handle()));
            default -> lists ? listed(ledger) : Optional.of(new ReservationEvent.CannotAsk(current));
        };
    }

    private ReservationEvent notBought(Call call) {
        return random.nextInt(4) == 0
                ? new ReservationEvent.NotSent(call.attempt(), call.owner(), "paused")
                : new ReservationEvent.Refused(
                        call.attempt(), call.owner(), "429", random.nextInt(9) == 0, Optional.empty());
    }

    private static ReservationEvent ended(Job job) {
        return new ReservationEvent.Ended(
                job.attempt(), job.handle(), LedgerModel.result(job.ending(), job.priceMicroUsd()));
    }

    private Optional<ReservationEvent> listed(LedgerModel ledger) {
        int attempt = ledger.reservation.attempt();
        return jobs.stream()
                .filter(job -> job.attempt() == attempt && !job.listedFrom().isAfter(ledger.now))
                .findFirst()
                .<ReservationEvent>map(job -> new ReservationEvent.Accepted(attempt, job.handle()))
                .or(() -> Optional.of(ledger.nothing()));
    }
}

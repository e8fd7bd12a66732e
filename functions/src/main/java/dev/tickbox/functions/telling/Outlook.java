package dev.tickbox.functions.telling;

import dev.tickbox.Limits;
import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What happens to a run next, and when, if nobody does anything. */
record Outlook(Story story, When when, Instant now) {
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<Attempt> attempts = story.attempts();
        story.reservations()
                .forEach(r -> generation(r, attempts)
                        .ifPresent(text -> lines.add(r.order().step() + ": " + text)));
        attempts.stream().flatMap(this::late).forEach(lines::add);
        story.items()
                .forEach(item -> item(item)
                        .ifPresent(text -> lines.add(
                                item.parcel().step() + " → " + item.parcel().site() + ": " + text)));
        run(lines.isEmpty()).ifPresent(lines::add);
        attempts.stream()
                .filter(this::unknowable)
                .forEach(a -> lines.add("whether attempt " + a.number() + " of "
                        + Story.brief(a.key()) + " was billed cannot be known from here: " + Usd.of(a.riskMicroUsd())
                        + " stays at risk"));
        return lines;
    }

    private Optional<String> generation(Reservation r, List<Attempt> attempts) {
        return switch (r.state()) {
            case Reservation.Reserved s -> Optional.of("sent to the vendor by the next submit tick" + since(s.due()));
            case Reservation.Submitting s ->
                Optional.of("being sent right now; if its sender does not report by " + when.says(s.leaseUntil())
                        + ", a reclaim tick asks the vendor for it");
            case Reservation.Uncertain s ->
                Optional.of("the vendor may have it; a reclaim tick asks for it" + since(s.due())
                        + ", and if that is no help "
                        + (r.order().holdUncertain()
                                ? "it waits for you"
                                : "buys it again, with the risk on the books"));
            case Reservation.Submitted s -> Optional.of(atVendor(r, s, attempts));
            case Reservation.Stuck s -> Optional.of("waits for you: " + s.why());
            case Reservation.Collected s ->
                s.wake().map(due -> "its text is kept; the next reclaim tick goes on with the run");
            case Reservation.Abandoned s -> Optional.empty();
        };
    }

    private String atVendor(Reservation r, Reservation.Submitted s, List<Attempt> attempts) {
        String look = attempts.stream()
                .filter(a -> a.key().equals(r.order().key()) && a.number() == s.waitingFor())
                .findFirst()
                .flatMap(Attempt::due)
                .map(this::since)
                .orElse("");
        return "at the vendor; a reclaim tick looks whether it is finished" + look + "; overdue from "
                + when.says(s.overdueAt());
    }

    /** Nobody asks any more. */
    private boolean unknowable(Attempt attempt) {
        boolean asked = story.reservations().stream()
                .anyMatch(r -> r.order().key().equals(attempt.key())
                        && r.attempt() == attempt.number()
                        && r.state() instanceof Reservation.Uncertain);
        return attempt.status() == Attempt.Status.UNCERTAIN && !asked;
    }

    /** What is settled otherwise, but may still be billed. */
    private Stream<String> late(Attempt attempt) {
        boolean awaited = story.reservations().stream()
                .anyMatch(r -> r.order().key().equals(attempt.key())
                        && r.state() instanceof Reservation.Submitted s
                        && s.waitingFor() == attempt.number());
        return awaited
                ? Stream.empty()
                : attempt.due().stream()
                        .map(due -> "attempt " + attempt.number() + " of " + Story.brief(attempt.key())
                                + " is still at the vendor; a reclaim tick looks at it until it is priced"
                                + since(due));
    }

    private Optional<String> item(Item item) {
        return switch (item.state()) {
            case Item.Pending s
            when item.failures() > 0 ->
                Optional.of("publication failed " + item.failures() + (item.failures() == 1 ? " time" : " times")
                        + "; tried again by a reclaim tick" + since(s.due()));
            case Item.Pending s -> Optional.of("published by the next reclaim tick" + since(s.due()));
            case Item.Claimed s ->
                Optional.of("being published right now; if its publisher does not report by "
                        + when.says(s.leaseUntil()) + ", another tries");
            case Item.Stuck s -> Optional.of("waits for you: " + s.why());
            case Item.Published s -> Optional.empty();
            case Item.Superseded s -> Optional.empty();
            case Item.Abandoned s -> Optional.empty();
        };
    }

    private Optional<String> run(boolean nothingElse) {
        return switch (story.run().state()) {
            case Run.Runnable s -> Optional.of("the run goes on with the next tick");
            case Run.Driven s ->
                Optional.of("a tick is at work on it; if it does not report by " + when.says(s.leaseUntil())
                        + ", another goes on");
            case Run.Waiting s ->
                nothingElse ? Optional.of("the run is looked at again by a tick" + since(s.due())) : Optional.empty();
            case Run.Failed s -> Optional.of("the run waits for you: step " + s.step() + " failed");
            case Run.Done s -> kept(nothingElse, "it is done");
            case Run.Abandoned s -> kept(nothingElse, "it was abandoned");
            case Run.Deleting s -> Optional.of("it is being removed");
        };
    }

    private Optional<String> kept(boolean nothingElse, String how) {
        return nothingElse
                ? Optional.of("nothing: " + how + "; a reclaim tick removes it once it is older than keepDays ("
                        + Limits.STANDARD.keepDays() + " unless the content says otherwise)")
                : Optional.empty();
    }

    private String since(Instant due) {
        return due.isAfter(now) ? " from " + when.says(due) + " (" + When.from(now, due) + ")" : "";
    }
}

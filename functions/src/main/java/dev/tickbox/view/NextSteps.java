package dev.tickbox.view;

import dev.tickbox.Limits;
import dev.tickbox.ledger.History;
import dev.tickbox.money.Usd;
import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What happens to a run next, and when, if nobody does anything. */
record NextSteps(
        RunRecords story, ReadableTime when, Function<Reservation.Order, Optional<String>> waits, Instant now) {
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
                        + RunRecords.brief(a.key()) + " was billed cannot be known from here: "
                        + Usd.of(a.riskMicroUsd())
                        + " stays at risk"));
        return lines;
    }

    private Optional<String> generation(Reservation r, List<Attempt> attempts) {
        return switch (r.state()) {
            case Reservation.Reserved s
            when s.due().isAfter(now) ->
                Optional.of("sent to the vendor by the next submit tick" + since(s.due()) + ", because " + cause(r));
            case Reservation.Reserved s ->
                Optional.of("sent to the vendor by the next submit tick"
                        + waits.apply(r.order()).map(why -> " that may: " + why).orElse(""));
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

    /** Of what it is now. */
    private String cause(Reservation r) {
        return story.reservationDocuments().stream()
                .filter(document -> document.ref().id().equals(r.order().key()))
                .map(document -> History.of(document).getLast().text("cause"))
                .findFirst()
                .orElse("it waits");
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
        return attempt.status() == Attempt.Status.UNCERTAIN && attempt.due().isEmpty() && !awaited(attempt);
    }

    /** What its reservation no longer waits for, but may still be billed. */
    private Stream<String> late(Attempt attempt) {
        String id = "attempt " + attempt.number() + " of " + RunRecords.brief(attempt.key());
        String text = attempt.openHandles().isEmpty()
                ? id + " may be at the vendor; a reclaim tick asks for it"
                : id + " is still at the vendor; a reclaim tick looks at it until it is priced";
        return awaited(attempt) ? Stream.empty() : attempt.due().stream().map(due -> text + since(due));
    }

    private boolean awaited(Attempt attempt) {
        return story.reservations().stream()
                .filter(r -> r.order().key().equals(attempt.key()))
                .anyMatch(r -> switch (r.state()) {
                    case Reservation.Submitted s -> s.waitingFor() == attempt.number();
                    case Reservation.Submitting s -> r.attempt() == attempt.number();
                    case Reservation.Uncertain s -> r.attempt() == attempt.number();
                    case Reservation.Reserved s -> false;
                    case Reservation.Collected s -> false;
                    case Reservation.Stuck s -> false;
                    case Reservation.Abandoned s -> false;
                });
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
        return due.isAfter(now) ? " from " + when.says(due) + " (" + ReadableTime.from(now, due) + ")" : "";
    }
}

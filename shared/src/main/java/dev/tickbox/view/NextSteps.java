package dev.tickbox.view;

import dev.tickbox.Limits;
import dev.tickbox.approval.Approval;
import dev.tickbox.ledger.History;
import dev.tickbox.money.Usd;
import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What happens to a run next, and when, without any action of the operator. */
record NextSteps(
        RunRecords story,
        List<TableView> tables,
        List<SourceTroubles> sources,
        RowsAnew anew,
        ReadableTime when,
        Function<Reservation.Order, Optional<String>> waits,
        Instant now) {
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<Attempt> attempts = story.attempts();
        story.reservations()
                .forEach(r -> generation(r, attempts)
                        .ifPresent(text -> lines.add(r.order().step() + ": " + text)));
        attempts.stream().flatMap(this::late).forEach(lines::add);
        tables.stream().flatMap(this::table).forEach(lines::add);
        story.items()
                .forEach(item -> item(item)
                        .ifPresent(text -> lines.add(
                                item.parcel().step() + " → " + item.parcel().site() + ": " + text)));
        story.fetches().stream()
                .filter(fetch -> sources.stream().noneMatch(each -> each.has(fetch.step())))
                .forEach(fetch -> lines.add(fetch.text(when)));
        sources.stream().filter(SourceTroubles::isTriedAgain).forEach(each -> lines.add(each.text(when)));
        story.approvals().stream()
                .filter(each -> each.state() instanceof Approval.Asked)
                .forEach(each -> lines.add(each.question().step() + ": " + new OpenQuestion(each).waits(when)));
        run(lines.isEmpty()).ifPresent(lines::add);
        attempts.stream()
                .filter(this::unknowable)
                .forEach(a -> lines.add("whether the vendor billed attempt " + a.number() + " of "
                        + RunRecords.brief(a.key()) + " cannot be found out: " + Usd.of(a.riskMicroUsd())
                        + " stays at risk"));
        return lines;
    }

    private Optional<String> generation(Reservation r, List<Attempt> attempts) {
        return switch (r.state()) {
            case Reservation.Reserved s
            when s.due().isAfter(now) ->
                Optional.of("next try at " + at(s.due()) + ", if the budget allows it; reason: " + cause(r));
            case Reservation.Reserved s ->
                Optional.of("the next submit tick sends it, if the budget allows it"
                        + waits.apply(r.order())
                                .map(why -> "; on hold now: " + why)
                                .orElse(""));
            case Reservation.Submitting s ->
                Optional.of("being sent right now; if the sender does not report by " + when.says(s.leaseUntil())
                        + ", a reclaim tick finds out whether the vendor has it");
            case Reservation.Uncertain s ->
                Optional.of("the vendor may have it; next check " + check(s.due()) + "; if it is not found, "
                        + (r.order().holdUncertain()
                                ? "it needs your decision"
                                : "it is sent again: it may be charged twice, which is counted as at risk"));
            case Reservation.Submitted s -> Optional.of(atVendor(r, s, attempts));
            case Reservation.Stuck s -> Optional.of("needs your decision: " + s.why());
            case Reservation.Collected s ->
                s.wake().map(due -> "its text is stored; the next reclaim tick wakes the run");
            case Reservation.Abandoned s -> Optional.empty();
        };
    }

    /** Why the reservation is in its present state. */
    private String cause(Reservation r) {
        return story.reservationDocuments().stream()
                .filter(document -> document.ref().id().equals(r.order().key()))
                .map(document -> History.of(document).getLast().text("cause"))
                .findFirst()
                .orElse("it was put off");
    }

    private String atVendor(Reservation r, Reservation.Submitted s, List<Attempt> attempts) {
        String look = attempts.stream()
                .filter(a -> a.key().equals(r.order().key()) && a.number() == s.waitingFor())
                .findFirst()
                .flatMap(Attempt::due)
                .map(due -> "; next check " + check(due))
                .orElse("");
        return "at the vendor" + look + "; overdue at " + when.says(s.overdueAt());
    }

    /** No tick will find out whether it was billed. */
    private boolean unknowable(Attempt attempt) {
        return attempt.status() == Attempt.Status.UNCERTAIN && attempt.due().isEmpty() && !awaited(attempt);
    }

    /** An attempt that its reservation no longer waits for, but that may still be billed. */
    private Stream<String> late(Attempt attempt) {
        String id = "attempt " + attempt.number() + " of " + RunRecords.brief(attempt.key());
        String text = attempt.openHandles().isEmpty()
                ? id + " may be at the vendor; next check "
                : id + " is still at the vendor and is checked until its charge is known; next check ";
        return awaited(attempt) ? Stream.empty() : attempt.due().stream().map(due -> text + check(due));
    }

    private boolean awaited(Attempt attempt) {
        return story.reservations().stream()
                .filter(r -> r.order().key().equals(attempt.key()))
                .anyMatch(r -> switch (r.state()) {
                    case Reservation.Submitted s -> s.waitingFor() == attempt.number();
                    case Reservation.Submitting _, Reservation.Uncertain _ -> r.attempt() == attempt.number();
                    case Reservation.Reserved _,
                            Reservation.Collected _,
                            Reservation.Stuck _,
                            Reservation.Abandoned _ -> false;
                });
    }

    private Optional<String> item(Item item) {
        return switch (item.state()) {
            case Item.Pending s
            when item.failures() > 0 ->
                Optional.of("not published after " + item.failures() + (item.failures() == 1 ? " try" : " tries")
                        + "; next try " + check(s.due()));
            case Item.Pending s -> Optional.of("published " + check(s.due()));
            case Item.Claimed s ->
                Optional.of("being published right now; if the publisher does not report by "
                        + when.says(s.leaseUntil()) + ", it is published again");
            case Item.Stuck s -> Optional.of("needs your decision: " + s.why());
            case Item.Published _, Item.Superseded _, Item.Abandoned _ -> Optional.empty();
        };
    }

    /** What a run waits for in a table that is not closed. */
    private Stream<String> table(TableView table) {
        if (table.isClosed() || table.open() + table.counts().failed() == 0) {
            return Stream.empty();
        }
        List<String> parts = new ArrayList<>();
        if (table.open() > 0) {
            parts.add(TableView.rows(table.open()) + " in progress");
        }
        if (table.counts().failed() > 0) {
            parts.add(TableView.rows(table.counts().failed())
                    + " failed and can be retried or abandoned until its steps go on");
        }
        return Stream.of(table.step() + ": " + String.join("; ", parts));
    }

    private Optional<String> run(boolean nothingElse) {
        return story.run().row().isPresent() ? row(story.run().row().get(), nothingElse) : whole(nothingElse);
    }

    private Optional<String> row(Row row, boolean nothingElse) {
        String ended = "; it is removed with its run";
        return switch (story.run().state()) {
            case Run.Failed s
            when row.closed() ->
                Optional.of(
                        "nothing: the steps after its table went on without it; to do it again, take over what the run"
                                + " has: " + anew.command(story.run().job(), row));
            case Run.Failed s -> Optional.of("the row needs your decision: " + FailedStep.failed(s.step()));
            case Run.Done s -> nothingElse ? Optional.of("nothing: the row is done" + ended) : Optional.empty();
            case Run.LeftOut s ->
                Optional.of("nothing: step " + s.step() + " left the row out (" + s.found() + ")" + ended);
            case Run.Abandoned s ->
                nothingElse ? Optional.of("nothing: the row is abandoned" + ended) : Optional.empty();
            case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Deleting _ -> whole(nothingElse);
        };
    }

    private Optional<String> whole(boolean nothingElse) {
        return switch (story.run().state()) {
            case Run.Runnable s -> Optional.of("the next tick continues the run");
            case Run.Driven s ->
                Optional.of("a tick is working on the run; if it does not report by " + when.says(s.leaseUntil())
                        + ", another tick continues");
            case Run.Waiting s ->
                nothingElse ? Optional.of("the run is checked again " + check(s.due())) : Optional.empty();
            case Run.Failed s -> Optional.of("the run needs your decision: " + FailedStep.failed(s.step()));
            case Run.Done s -> kept(nothingElse, "the run is done");
            case Run.LeftOut s -> kept(nothingElse, "step " + s.step() + " left the run out (" + s.found() + ")");
            case Run.Abandoned s -> kept(nothingElse, "the run is abandoned");
            case Run.Deleting s -> Optional.of("the run is being removed");
        };
    }

    private Optional<String> kept(boolean nothingElse, String how) {
        return nothingElse
                ? Optional.of("nothing: " + how + "; a reclaim tick removes it keepDays after its end ("
                        + Limits.STANDARD.run().keepDays() + " days, if the content does not set keepDays)")
                : Optional.empty();
    }

    private String check(Instant due) {
        return due.isAfter(now) ? "at " + at(due) : "with the next reclaim tick";
    }

    private String at(Instant due) {
        return when.says(due) + " (" + ReadableTime.from(now, due) + ")";
    }
}

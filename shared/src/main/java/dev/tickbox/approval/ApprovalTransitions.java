package dev.tickbox.approval;

import dev.tickbox.approval.Approval.Approved;
import dev.tickbox.approval.Approval.Asked;
import dev.tickbox.approval.Approval.Dropped;
import dev.tickbox.approval.Approval.Question;
import dev.tickbox.approval.Approval.Rejected;
import dev.tickbox.approval.Approval.State;
import dev.tickbox.approval.Approval.Superseded;
import dev.tickbox.approval.Approval.Withdrawn;
import dev.tickbox.approval.ApprovalDecision.Already;
import dev.tickbox.approval.ApprovalDecision.Conflict;
import dev.tickbox.approval.ApprovalDecision.Illegal;
import dev.tickbox.approval.ApprovalDecision.Moved;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The one transition function of an approval: every state with every event. */
public final class ApprovalTransitions {
    /** The cause of a look that changes nothing that a reader of the history wants to know. */
    public static final String LOOKED = "a tick looked at it";

    /** Who has approved what lapsed. */
    public static final String LAPSED = "nobody (it lapsed)";

    private static final Duration LONGEST_SHARE = Duration.ofHours(1);

    private ApprovalTransitions() {}

    /** Whether anything can still come of an answer. */
    public enum RunStanding {
        OPEN,
        ENDED
    }

    public static ApprovalDecision apply(Approval approval, ApprovalEvent event, RunStanding run, Instant now) {
        return switch (event) {
            case ApprovalEvent.Approve e -> approve(approval, e, run, now);
            case ApprovalEvent.Reject e -> reject(approval, e, run, now);
            case ApprovalEvent.Look e -> look(approval, e, run, now);
            case ApprovalEvent.LostPast e -> lostPast(approval, run, now);
            case ApprovalEvent.Ask e -> ask(approval, e, run, now);
            case ApprovalEvent.Supersede e -> supersede(approval, run, now);
            case ApprovalEvent.Withdraw e -> withdraw(approval, now);
        };
    }

    private static ApprovalDecision approve(Approval approval, ApprovalEvent.Approve e, RunStanding run, Instant now) {
        if (run == RunStanding.ENDED) {
            return ended(approval);
        }
        String edited = e.text().equals(approval.question().text()) ? "" : " with changes";
        return switch (approval.state()) {
            case Asked s ->
                new Moved(approval.to(new Approved(e.text(), e.by(), now)), "approved" + edited + " by " + e.by());
            case Approved s when s.text().equals(e.text()) -> new Already();
            case Approved s -> new Conflict("text", "another text " + answer(s));
            case Rejected s -> new Conflict("answer", "it " + answer(s));
            case Dropped _, Superseded _, Withdrawn _ -> closed(approval);
        };
    }

    private static ApprovalDecision reject(Approval approval, ApprovalEvent.Reject e, RunStanding run, Instant now) {
        if (run == RunStanding.ENDED) {
            return ended(approval);
        }
        return switch (approval.state()) {
            case Asked s ->
                new Moved(approval.to(new Rejected(e.by(), e.why(), now)), "rejected by " + e.by() + ": " + e.why());
            case Rejected s when s.why().equals(e.why()) -> new Already();
            case Rejected s -> new Conflict("why", "it " + answer(s));
            case Approved s -> new Conflict("answer", "it " + answer(s));
            case Dropped _, Superseded _, Withdrawn _ -> closed(approval);
        };
    }

    private static ApprovalDecision ended(Approval approval) {
        return new Illegal("its run has ended; the question " + answer(approval.state()));
    }

    private static ApprovalDecision closed(Approval approval) {
        return new Illegal("the question " + answer(approval.state()));
    }

    /** What became of the question, to follow a subject. */
    public static String answer(State state) {
        return switch (state) {
            case Asked s -> "was not answered";
            case Approved s -> "was approved by " + s.by() + " at " + s.at();
            case Rejected s -> "was rejected by " + s.by() + " at " + s.at() + ": " + s.why();
            case Dropped s -> "was dropped at " + s.at() + ", because nobody had answered in time";
            case Superseded s -> "was replaced at " + s.at() + ": its run asks again";
            case Withdrawn s -> "was withdrawn at " + s.at() + ", because its run ended";
        };
    }

    /**
     * Absence is measured by the looks of ticks. Each look counts the time since the look before it, but at most a share of the whole: so a
     * machine that was off for three days takes one share of the time, as an hour without calls counts as no hour of an outbox item. What
     * lies before the end of a pause does not count at all.
     */
    private static ApprovalDecision look(Approval approval, ApprovalEvent.Look e, RunStanding run, Instant now) {
        if (!(approval.state() instanceof Asked s)) {
            return new Already();
        }
        if (run == RunStanding.ENDED) {
            return withdraw(approval, now);
        }
        Optional<Lapse> lapse = approval.question().lapse();
        if (lapse.isEmpty() || s.due().isEmpty()) {
            return new Already();
        }
        if (s.due().get().isAfter(e.at())) {
            return new Conflict("due", "it is not due yet");
        }
        Duration counted = s.counted().plus(counts(s, lapse.get(), e));
        return counted.compareTo(lapse.get().within()) < 0
                ? new Moved(approval.to(asked(lapse.get(), counted, e.at())), LOOKED)
                : lapsed(approval, lapse.get(), now);
    }

    private static Duration counts(Asked s, Lapse lapse, ApprovalEvent.Look e) {
        Instant from = e.countsFrom().filter(s.countedUntil()::isBefore).orElse(s.countedUntil());
        Duration passed = Duration.between(from, e.at());
        return e.countsFrom().isEmpty() || passed.isNegative()
                ? Duration.ZERO
                : atMost(passed, share(lapse)).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Moved lapsed(Approval approval, Lapse lapse, Instant now) {
        String cause = "nobody answered within " + lapse.words();
        return switch (lapse.end()) {
            case DROP -> new Moved(approval.to(new Dropped(now)), cause + ": dropped");
            case APPROVE ->
                new Moved(
                        approval.to(new Approved(approval.question().text(), LAPSED, now)),
                        cause + ": approved, as the content says");
        };
    }

    private static ApprovalDecision lostPast(Approval approval, RunStanding run, Instant now) {
        if (!(approval.state() instanceof Asked s)) {
            return new Already();
        }
        if (run == RunStanding.ENDED) {
            return withdraw(approval, now);
        }
        return s.due().isEmpty()
                ? new Already()
                : new Moved(
                        approval.to(new Asked(s.counted(), s.countedUntil(), Optional.empty())),
                        "the store was restored since its run was made: it does not lapse, because it may have been"
                                + " answered before");
    }

    private static ApprovalDecision ask(Approval approval, ApprovalEvent.Ask e, RunStanding run, Instant now) {
        if (run == RunStanding.ENDED) {
            return ended(approval);
        }
        return switch (approval.state()) {
            case Superseded s -> new Moved(Approval.open(e.question(), now), "asked again");
            // Its answer stands.
            case Asked _, Approved _, Rejected _, Dropped _, Withdrawn _ -> new Already();
        };
    }

    private static ApprovalDecision supersede(Approval approval, RunStanding run, Instant now) {
        if (run == RunStanding.ENDED) {
            return withdraw(approval, now);
        }
        return approval.state() instanceof Asked
                ? new Moved(approval.to(new Superseded(now)), "its run asks about another text, or with other content")
                : new Already();
    }

    private static ApprovalDecision withdraw(Approval approval, Instant now) {
        return approval.state() instanceof Asked
                ? new Moved(approval.to(new Withdrawn(now)), "withdrawn: its run has ended")
                : new Already();
    }

    static Asked asked(Question question, Instant now) {
        return question.lapse()
                .map(lapse -> asked(lapse, Duration.ZERO, now))
                .orElse(new Asked(Duration.ZERO, now, Optional.empty()));
    }

    /** Looked at twice in each share, so that ticks that run all the time make it lapse exactly at its end. */
    private static Asked asked(Lapse lapse, Duration counted, Instant now) {
        Duration rest = lapse.within().minus(counted);
        return new Asked(
                counted, now, Optional.of(now.plus(atMost(rest, share(lapse).dividedBy(2)))));
    }

    /** The most that one look counts: an hour, so that hourly ticks count whole; and a quarter, so that one absence never uses it up. */
    private static Duration share(Lapse lapse) {
        return atMost(lapse.within().dividedBy(4), LONGEST_SHARE);
    }

    private static Duration atMost(Duration duration, Duration bound) {
        return duration.compareTo(bound) < 0 ? duration : bound;
    }
}

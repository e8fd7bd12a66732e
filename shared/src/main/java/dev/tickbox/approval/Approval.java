package dev.tickbox.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One question to a person: may this text be used? */
public record Approval(Question question, State state) {
    /**
     * What is asked.
     *
     * @param id hash of run, step and text: the same text is asked about once
     * @param about the title or the first words of the text, for lists
     * @param text the hash of the text, which is stored with its run
     * @param outputSchema the hash of the JSON schema that an edited text must match, if there is one
     * @param lapse without it, the question waits until somebody answers
     */
    public record Question(
            String id,
            String run,
            String step,
            String job,
            String site,
            String about,
            String text,
            Optional<String> outputSchema,
            Optional<Lapse> lapse,
            Instant createdAt) {}

    public sealed interface State {}

    /**
     * @param counted how much of its time has passed
     * @param countedUntil when a tick last looked at it
     * @param due when a tick looks at it next; empty if it waits until somebody answers
     */
    public record Asked(Duration counted, Instant countedUntil, Optional<Instant> due) implements State {}

    /** @param text the hash of the approved text: the one that was asked about, or an edited one */
    public record Approved(String text, String by, Instant at) implements State {}

    public record Rejected(String by, String why, Instant at) implements State {}

    /** Nobody answered in time. */
    public record Dropped(Instant at) implements State {}

    /** Its step asks about another text now, or will be asked anew with other content. */
    public record Superseded(Instant at) implements State {}

    /** Its run has ended. */
    public record Withdrawn(Instant at) implements State {}

    public static Approval open(Question question, Instant now) {
        return new Approval(question, ApprovalTransitions.asked(question, now));
    }

    Approval to(State next) {
        return new Approval(question, next);
    }

    /** Whether the text was turned down, so that its money is wasted. */
    public boolean isTurnedDown() {
        return switch (state) {
            case Rejected _, Dropped _ -> true;
            case Asked _, Approved _, Superseded _, Withdrawn _ -> false;
        };
    }

    /** When a tick must look at it again, unless a person must first. */
    public Optional<Instant> due() {
        return state instanceof Asked asked ? asked.due() : Optional.empty();
    }

    /** When it lapses if ticks run all the time until then; empty if it does not lapse. */
    public Optional<Instant> lapsesAt() {
        return state instanceof Asked asked
                ? asked.due()
                        .flatMap(due -> question.lapse())
                        .map(lapse -> asked.countedUntil().plus(lapse.within()).minus(asked.counted()))
                : Optional.empty();
    }
}

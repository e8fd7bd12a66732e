package dev.tickbox.generator;

import dev.tickbox.Clock.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One vendor. Every method answers with a value; what it throws is a bug. */
public interface Generator {
    /** The kind whose texts are made up. What a store of this kind publishes reaches no real site. */
    String SIMULATED = "simulated";

    /** The store remembers it: what was made with one kind never meets another. */
    String kind();

    /** Sends at most once, and not after {@code sendBy}. */
    Submission submit(Request request, Label label, Deadline sendBy);

    Look look(String handle);

    /** Everything the vendor has under this label. */
    Found find(Label label);

    /** Asks the vendor to stop; whether it heard shows in the next look. */
    void cancel(String handle);

    sealed interface Submission {}

    record Accepted(String handle) implements Submission {}

    /**
     * Certainly not bought.
     *
     * @param lasting sending the same again would be refused again
     * @param whom the refusal is about, if it is not lasting: who else need not try now
     */
    record Refused(String why, boolean lasting, Whom whom, Optional<Duration> retryAfter) implements Submission {
        /** What says nothing else is about this request, if it lasts, and otherwise about every request to its model. */
        public Refused(String why, boolean lasting, Optional<Duration> retryAfter) {
            this(why, lasting, lasting ? Whom.REQUEST : Whom.MODEL, retryAfter);
        }
    }

    enum Whom {
        /** This request alone: bad as it is, or its time to be sent was over. */
        REQUEST,
        /** Its model, or all batch jobs, take nothing now: 429, 503, no connection. */
        MODEL,
        /** Nothing is sold to this account before a person has seen to it: 401, 402, 403. Not lasting, since that may be done any time. */
        ACCOUNT
    }

    /** The vendor may have it, and may bill it. */
    record Unsure(String why) implements Submission {}

    sealed interface Look {}

    /** Not finished, or not understood: look again later. */
    record Pending() implements Look {}

    /** The vendor says that there is no such job. */
    record Missing() implements Look {}

    /** No answer. */
    record Unreachable(String why) implements Look {}

    /**
     * Finished, one way or another, and billed for its usage.
     *
     * @param text what was made; there may be a part even where it is not complete
     * @param model what the answer names: the price goes by it
     */
    record Finished(Ending ending, String why, Optional<String> text, String model, Usage usage) implements Look {}

    enum Ending {
        COMPLETED,
        INCOMPLETE,
        FAILED,
        BLOCKED,
        CANCELLED
    }

    sealed interface Found {}

    record Handles(List<String> handles) implements Found {}

    /** A complete listing, without it. */
    record None() implements Found {}

    /** This vendor lists nothing. */
    record CannotBeAsked() implements Found {}

    /** It could be asked, but did not answer. */
    record NoAnswer(String why) implements Found {}
}

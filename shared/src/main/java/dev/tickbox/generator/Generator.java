package dev.tickbox.generator;

import dev.tickbox.Clock.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    /** Everything that the vendor has of this mode, by the labels that we gave it: one listing answers for all of them. */
    Listing list(Mode mode);

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
     * @param label the label of the request that this answers, if the answer says it
     */
    record Finished(Ending ending, String why, Optional<String> text, String model, Usage usage, Optional<String> label)
            implements Look {
        public Finished(Ending ending, String why, Optional<String> text, String model, Usage usage) {
            this(ending, why, text, model, usage, Optional.empty());
        }
    }

    enum Ending {
        COMPLETED,
        INCOMPLETE,
        FAILED,
        BLOCKED,
        CANCELLED
    }

    sealed interface Listing {
        /** The handles under this label, as far as the listing knows them. */
        default List<String> handles(Label label) {
            return switch (this) {
                case Complete all -> all.byLabel().getOrDefault(label.text(), List.of());
                case Partial some -> some.byLabel().getOrDefault(label.text(), List.of());
                case CannotBeAsked _, NoAnswer _ -> List.of();
            };
        }

        /** Nothing was there under this label when the listing began. */
        default boolean lacks(Label label) {
            return this instanceof Complete all && !all.byLabel().containsKey(label.text());
        }
    }

    /** All that there is: a label that it does not have, the vendor did not have when the listing began. */
    record Complete(Map<String, List<String>> byLabel) implements Listing {
        public Complete {
            byLabel = Map.copyOf(byLabel);
        }
    }

    /** It finds, but what it does not have may be there all the same. */
    record Partial(Map<String, List<String>> byLabel) implements Listing {
        public Partial {
            byLabel = Map.copyOf(byLabel);
        }
    }

    /** This vendor lists nothing. */
    record CannotBeAsked() implements Listing {}

    /** It could be asked, but did not answer. */
    record NoAnswer(String why) implements Listing {}
}

package dev.tickbox.publisher;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.outbox.Delivery;
import java.util.Optional;

/** Publishes to one site. */
public interface Publisher {
    /**
     * Makes the site show the delivery, or finds that it does already: the same fingerprint twice is one effect and gives the same
     * receipt. Begins no effect after {@code deadline}.
     */
    Result publish(Delivery delivery, Deadline deadline);

    /**
     * Why nothing can be published here before a person mends something, and what: as far as that shows without any effect, and without
     * asking the site. No value of a secret is in it.
     */
    default Optional<String> unusable() {
        return Optional.empty();
    }

    /**
     * Asks the site whether it would accept a publication, and has no effect on it: a dry run. Nothing is created on this machine either.
     *
     * @param deadline when the answer must be there
     */
    default Reach reach(Deadline deadline) {
        return unusable().<Reach>map(Reach.Closed::new).orElseGet(() -> new Reach.Open("nothing is missing"));
    }

    sealed interface Result {}

    /**
     * @param url where a person finds it
     * @param proof what the site answered: a commit, a path
     */
    record Published(String url, String proof) implements Result {}

    /** It may work later. */
    record Retry(String why) implements Result {}

    /** It will not work until a person changes something; {@code why} says what. */
    record Refused(String why) implements Result {}
}

package dev.tickbox.notice;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What one channel has been told, and the message that is on its way.
 *
 * @param told what waited as far as the channel knows
 * @param toldAt when a message was last delivered
 * @param briefedFor the latest time of the brief that needs nothing any more
 */
public record ToldChannel(String id, Set<String> told, Optional<Instant> toldAt, Instant briefedFor, State state) {
    public ToldChannel {
        told = Set.copyOf(told);
    }

    public sealed interface State {
        /** When a tick looks at the channel next. */
        Instant due();
    }

    /** Nothing is on its way. */
    public record Idle(Instant due) implements State {}

    /**
     * A message is sent when it is due.
     *
     * @param tries that were begun; each may have arrived
     * @param why the last try failed
     */
    public record Pending(Message message, int tries, Optional<String> why, Instant due) implements State {}

    /** A channel that is new in the content: it has no past. */
    public static ToldChannel fresh(String id, Instant now) {
        return new ToldChannel(id, Set.of(), Optional.empty(), now, new Idle(now));
    }

    ToldChannel to(State next) {
        return new ToldChannel(id, told, toldAt, briefedFor, next);
    }
}

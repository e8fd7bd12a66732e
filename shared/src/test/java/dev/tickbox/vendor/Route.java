package dev.tickbox.vendor;

import java.util.Optional;

/** One part of the API. */
public interface Route {
    /**
     * Empty where it is another part's.
     *
     * @throws NoReply the request was taken or lost, and the connection breaks
     */
    Optional<Reply> answer(Seen request) throws NoReply;

    /** The vendor breaks off without a word. */
    final class NoReply extends Exception {
        public NoReply() {
            super("no reply");
        }
    }
}

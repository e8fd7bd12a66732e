package dev.tickbox.content;

import dev.tickbox.notice.Topic;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A way to tell a person something.
 *
 * @param on what it is told
 * @param brief when it is told how things stand, whether or not something waits
 * @param texts whether a message may contain the text that is asked about
 */
public record Channel(String id, Target target, Set<Topic> on, Optional<Schedule> brief, boolean texts) {
    /** What a mail server for submissions listens on. */
    public static final int SUBMISSION_PORT = 587;

    public Channel {
        on = on.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(on));
    }

    /** Where messages go. Secrets are named, never written. */
    public sealed interface Target {}

    /** @param secret the address of an incoming webhook of Slack */
    public record Slack(String secret) implements Target {}

    /** @param secret the address of a webhook of Discord */
    public record Discord(String secret) implements Target {}

    /** @param secret what its messages are signed with */
    public record Webhook(CalledAddress address, String secret) implements Target {}

    /**
     * @param user what the server knows the sender as
     * @param secret the password; without it the server is asked to take the message without a login
     * @param anywhere whether the host may have an address that is not public
     */
    public record Mail(
            String to, String from, String host, int port, String user, Optional<String> secret, boolean anywhere)
            implements Target {
        /** Where the password goes, as a deployment lists it. */
        public String origin() {
            return "smtp://" + host + ":" + port;
        }
    }
}

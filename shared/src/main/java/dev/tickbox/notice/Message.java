package dev.tickbox.notice;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One message to a person. It is sent again under the same id until a send has succeeded.
 *
 * @param covers what is told once it is delivered
 * @param text plain, and as it is: each way of sending makes its own form of it
 */
public record Message(String id, Topic topic, Set<String> covers, Text text, Instant createdAt) {
    public Message {
        covers = Set.copyOf(covers);
    }

    /** @param subject one line, for a list of messages */
    public record Text(String subject, List<String> lines) {
        public Text {
            lines = List.copyOf(lines);
        }
    }
}

package dev.tickbox.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a message is about. */
public enum Topic {
    /** Something new waits for a person, or still waits after a day. */
    NEEDS_YOU,
    /** What waited does so no longer. */
    RECOVERED,
    /** The budget of the day is reached. */
    BUDGET,
    /** What waits and what was made, at a fixed time: also when all is well. */
    BRIEF;

    /** Those that a content chooses by name; the brief has a time instead. */
    public static final List<Topic> CHOSEN = List.of(NEEDS_YOU, RECOVERED, BUDGET);

    /** As content says it, such as {@code needs-you}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Topic> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}

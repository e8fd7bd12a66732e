package dev.tickbox.generator.gemini.webhook;

import dev.tickbox.Clock;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The vendor's keys, kept for a while. They are fetched anew when old, and when none fits, since a new one may have been published;
 * but never more often than once a minute, so that forgers cannot make us call.
 */
final class KeyCache {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration FRESH = Duration.ofHours(1);
    /** Where the vendor's address does not answer, older ones still do: a key is not withdrawn within hours. */
    private static final Duration USABLE = Duration.ofHours(24);

    /** Where the key set is published. */
    interface Source {
        String fetch() throws IOException;
    }

    /** @param id how a token names it; a key may have none */
    record Published(Optional<String> id, PublicKey key) {}

    sealed interface Answer {}

    record Fits(Published key) implements Answer {}

    record NoneFits() implements Answer {}

    record Unavailable(String why) implements Answer {}

    private final Source source;
    private final Clock clock;
    private List<Published> keys = List.of();
    private Optional<Instant> fetchedAt = Optional.empty();
    private Optional<Instant> triedAt = Optional.empty();
    private String trouble = "";

    KeyCache(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    synchronized Answer find(Predicate<Published> fits) {
        if (olderThan(fetchedAt, FRESH)) {
            fetch();
        }
        Optional<Published> known = known(fits);
        if (known.isEmpty()) {
            fetch();
            known = known(fits);
        }
        if (known.isPresent()) {
            return new Fits(known.get());
        }
        return trouble.isEmpty() ? new NoneFits() : new Unavailable(trouble);
    }

    private Optional<Published> known(Predicate<Published> fits) {
        return olderThan(fetchedAt, USABLE)
                ? Optional.empty()
                : keys.stream().filter(fits).findFirst();
    }

    private void fetch() {
        if (!olderThan(triedAt, PAUSE)) {
            return;
        }
        triedAt = Optional.of(clock.now());
        try {
            keys = KeySet.parse(source.fetch());
            fetchedAt = triedAt;
            trouble = "";
        } catch (IOException | IllegalArgumentException e) {
            trouble = "the vendor's keys cannot be fetched: " + e.getMessage();
        }
    }

    private boolean olderThan(Optional<Instant> time, Duration age) {
        return time.filter(each -> clock.now().isBefore(each.plus(age))).isEmpty();
    }
}

package dev.tickbox.tick.context;

import dev.tickbox.content.Site;
import dev.tickbox.ledger.TextOrigin;
import dev.tickbox.publisher.Publisher;
import java.util.Optional;

/** The publishers of a process, one for each site. */
@FunctionalInterface
public interface SitePublishers {
    /** Beside the content: a folder for each site, into which simulated texts go instead of to the site. */
    String SIMULATED_FOLDER = "simulated";

    /** @param texts what the store's texts are, as its {@code control/state} says: never what this process was started for */
    Publisher of(Site site, TextOrigin texts);

    /**
     * Why this process cannot publish on the site before a person mends something. Empty where other processes publish, too: whether
     * they can is not seen from here.
     */
    default Optional<String> unusable(Site site, TextOrigin texts) {
        return Optional.empty();
    }
}

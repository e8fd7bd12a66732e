package dev.tickbox.outbox;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One outbox item as a publisher receives it.
 *
 * @param fingerprint the idempotency key: site, run, step and body, hashed
 * @param edition counts the items of one run, step and site; a later one replaces an earlier one, never the other way
 * @param file where it goes, relative to the site's root; rendered when the item was made
 * @param date the run's date in the job's zone
 * @param createdAt no effect of this item can be older
 */
public record Delivery(
        String fingerprint,
        String site,
        String run,
        String step,
        int edition,
        String file,
        LocalDate date,
        Instant createdAt,
        Article article) {}

package dev.tickbox.outbox;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What an outbox item knows of what it publishes, without the text, which lies under its run.
 *
 * @param fingerprint the idempotency key: site, run, step and body, hashed
 * @param edition counts the items of one run, step and site
 * @param file where it goes, relative to the site's root
 * @param body the hash of the article's text
 */
public record Parcel(
        String fingerprint,
        String site,
        String run,
        String step,
        int edition,
        String file,
        LocalDate date,
        Instant createdAt,
        String title,
        String body) {
    public Delivery delivery(Article article) {
        return new Delivery(fingerprint, site, run, step, edition, file, date, createdAt, article);
    }
}

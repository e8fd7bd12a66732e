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
        Article article) {
    /** The same under its n-th name, for a site on which other articles have the names before: the first is its own. */
    public Delivery named(int n) {
        if (n == 1) {
            return this;
        }
        String suffix = "-" + n;
        int end = endOfStem();
        int slug = slugIn(end);
        return slug < 0
                ? with(file.substring(0, end) + suffix + file.substring(end), article)
                : with(
                        file.substring(0, slug) + suffix + file.substring(slug),
                        article.withSlug(article.slug() + suffix));
    }

    private int endOfStem() {
        int dot = file.lastIndexOf('.');
        return dot > file.lastIndexOf('/') + 1 ? dot : file.length();
    }

    /** Where the slug ends in the file's name or in the name of a folder, whichever comes last; below 0 if it is in none. */
    private int slugIn(int end) {
        String slug = article.slug();
        for (int at = file.lastIndexOf(slug, end - slug.length()); at >= 0; at = file.lastIndexOf(slug, at - 1)) {
            int after = at + slug.length();
            if ((at == 0 || !isWord(file.charAt(at - 1))) && (after == file.length() || !isWord(file.charAt(after)))) {
                return after;
            }
        }
        return -1;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c);
    }

    private Delivery with(String otherFile, Article otherArticle) {
        return new Delivery(fingerprint, site, run, step, edition, otherFile, date, createdAt, otherArticle);
    }
}

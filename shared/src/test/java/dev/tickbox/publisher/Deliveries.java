package dev.tickbox.publisher;

import dev.tickbox.outbox.Article;
import dev.tickbox.outbox.Delivery;
import java.time.LocalDate;

/** Deliveries that differ in one thing. */
public final class Deliveries {
    private Deliveries() {}

    public static Delivery of(String key) {
        return of(key, "posts/2026-11-21-tea.md", 1, "garden-daily@2026-11-21T06:00Z");
    }

    public static Delivery edition(String key, int edition) {
        return of(key, "posts/2026-11-21-tea.md", edition, "garden-daily@2026-11-21T06:00Z");
    }

    public static Delivery at(String key, String file) {
        return of(key, file, 1, "run-of-" + key);
    }

    public static Delivery of(String key, String file, int edition, String run) {
        return new Delivery(
                key,
                "garden",
                run,
                "publish",
                edition,
                file,
                LocalDate.of(2026, 11, 21),
                SiteClock.START,
                new Article("Tea: a \"guide\"", "tea", "no", "# Tea\n\nText of " + key + "."));
    }

    public static Delivery with(Article article) {
        Delivery d = of("k");
        return new Delivery(
                d.fingerprint(), d.site(), d.run(), d.step(), 1, d.file(), d.date(), d.createdAt(), article);
    }
}

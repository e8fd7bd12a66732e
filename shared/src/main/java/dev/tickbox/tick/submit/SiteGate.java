package dev.tickbox.tick.submit;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Site;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.store.Document;
import dev.tickbox.tick.context.TickContext.SitePublishers;
import dev.tickbox.tick.context.TickReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Keeps purchases back whose text could be published nowhere: the secret of the site is missing, its folder cannot be written. They stay
 * as they are, and are bought by the first tick after it was mended. Each site is asked once, so a gate is made anew for each tick.
 */
public final class SiteGate {
    private final SitePublishers publishers;
    private final Definition content;
    private final TextOrigin texts;
    private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

    /** @param content the current one, since it says where things are published */
    public SiteGate(SitePublishers publishers, Definition content, TextOrigin texts) {
        this.publishers = publishers;
        this.content = content;
        this.texts = texts;
    }

    /** Whether it may be bought; why it may not is in the report. */
    boolean isOpen(Document reservation, TickReport report) {
        String job = reservation.fields().findText("job").orElse("");
        Optional<String> why = closed(job);
        why.ifPresent(text -> {
            report.count("heldForSite");
            report.waits("job " + job, text);
        });
        return why.isEmpty();
    }

    /** Why nothing is bought for this job, if so: not as long as one of its sites can be used, since no site's failure delays another's. */
    public Optional<String> closed(String job) {
        List<Site> sites = content.job(job).stream()
                .flatMap(each -> each.sites().stream())
                .flatMap(id -> Stream.ofNullable(content.sites().get(id)))
                .toList();
        List<String> reasons =
                sites.stream().flatMap(site -> unusable(site).stream()).toList();
        return sites.isEmpty() || reasons.size() < sites.size()
                ? Optional.empty()
                : Optional.of("not bought, because it could not be published from here: " + String.join("; ", reasons));
    }

    private Optional<String> unusable(Site site) {
        return known.computeIfAbsent(
                site.id(), id -> publishers.unusable(site, texts).map(why -> "site " + id + ": " + why));
    }
}

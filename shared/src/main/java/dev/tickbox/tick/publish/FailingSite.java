package dev.tickbox.tick.publish;

import dev.tickbox.Fields;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.outbox.ItemTransitions;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A site on which nothing can be published for more than an hour. It is tried again all the time, but a person should know: its jobs go
 * on buying.
 *
 * @param waiting the fingerprints of what waits for it, the longest waiting first
 * @param why what the last try came to
 * @param buying since when its jobs have bought for nothing for a day, these
 */
public record FailingSite(String site, Instant since, List<String> waiting, String why, List<String> buying) {
    private static final int READ = 200;
    private static final Duration WORTH_SAYING = Duration.ofHours(1);
    private static final Duration WORTH_STOPPING = Duration.ofDays(1);

    /** Only what fails is read. */
    public static List<FailingSite> of(Store store, Definition content, Instant now) {
        Query failing = Query.of(ItemDocument.ALL, READ).before("failing_since", now.minus(WORTH_SAYING));
        Map<String, List<Document>> bySite = new LinkedHashMap<>();
        for (Document item : store.query(failing).documents()) {
            bySite.computeIfAbsent(item.fields().text("site"), site -> new ArrayList<>())
                    .add(item);
        }
        return bySite.entrySet().stream()
                .map(each -> of(content, each.getKey(), each.getValue(), now))
                .toList();
    }

    private static FailingSite of(Definition content, String site, List<Document> items, Instant now) {
        Instant since = items.getFirst().fields().time("failing_since");
        boolean forADay = !since.plus(WORTH_STOPPING).isAfter(now);
        List<String> jobs = content.jobs().values().stream()
                .filter(job -> forADay && job.sites().contains(site))
                .map(Job::id)
                .toList();
        List<String> waiting = items.stream().map(item -> item.ref().id()).toList();
        return new FailingSite(site, since, waiting, lastFailure(items.getFirst()), jobs);
    }

    private static String lastFailure(Document item) {
        return History.of(item).reversed().stream()
                .map(line -> line.text("cause"))
                .filter(cause -> cause.startsWith(ItemTransitions.TRIED_AGAIN))
                .map(cause -> cause.substring(ItemTransitions.TRIED_AGAIN.length()))
                .findFirst()
                .orElse("its publisher did not report");
    }

    /** One sentence, without the time at which it is said. */
    public String text() {
        String count = waiting.size() == 1 ? "1 article is waiting" : waiting.size() + " articles are waiting";
        String jobs = buying.isEmpty() ? "" : "; " + String.join(", ", buying) + " keeps buying for it";
        return "site " + site + " has accepted nothing since " + since + " (" + count + jobs + "): " + why;
    }

    public Fields toFields() {
        return Fields.NONE
                .with("site", site)
                .with("since", since.toString())
                .with("waiting", waiting)
                .with("why", why)
                .with("buying", buying);
    }
}

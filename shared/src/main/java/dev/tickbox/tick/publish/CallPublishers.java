package dev.tickbox.tick.publish;

import dev.tickbox.content.Definition;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.ledger.Items;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.DuePages.StopSignal;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.wake.Wake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Calls the publishers of the sites that have something due, each site's own share of a tick, so that none crowds out another. */
public final class CallPublishers {
    private final TickContext context;
    private final Items items;
    private final Wake wake;
    /** A tick has several rounds, and a publisher in another process needs time: it is called once for each item. */
    private final Set<String> calledFor = ConcurrentHashMap.newKeySet();

    public CallPublishers(TickContext context, Wake wake, String actor) {
        this.context = context;
        this.items = new Items(context, actor);
        this.wake = wake;
    }

    /** @return how many items are due */
    public int due(Definition definition, StopSignal until, TickReport report) {
        for (Document document : query(ItemState.CLAIMED)) {
            report.guard(
                    document.ref().toString(), () -> items.apply(document.ref().id(), new ItemEvent.LeaseOver()));
        }
        Map<String, List<String>> due = new LinkedHashMap<>();
        for (String site : definition.sites().keySet()) {
            Query query = Query.of(ItemDocument.ALL, context.limits().tick().batch())
                    .where("site", site)
                    .where("state", ItemState.PENDING)
                    .before("due", context.clock().now().plusMillis(1));
            add(due, site, context.store().query(query).documents());
        }
        for (Document document : query(ItemState.PENDING)) {
            String site = document.fields().text("site");
            if (!definition.sites().containsKey(site)) {
                add(due, site, List.of(document));
            }
        }
        due.values()
                .forEach(
                        each -> each.removeIf(item -> until.passed() || !calledFor.add(item) || !called(item, report)));
        due.values().removeIf(List::isEmpty);
        if (!due.isEmpty()) {
            report.guard("calling publishers", () -> wake.call(due));
        }
        return due.values().stream().mapToInt(List::size).sum();
    }

    /** @return whether it is still to be published, after a day of calling in vain it is not */
    private boolean called(String fingerprint, TickReport report) {
        boolean[] pending = {true};
        report.guard("outbox/" + fingerprint, () -> {
            if (items.apply(fingerprint, new ItemEvent.Called()) instanceof Change.Made<Item> made) {
                pending[0] = made.now().state() instanceof Item.Pending;
            }
        });
        return pending[0];
    }

    private static void add(Map<String, List<String>> due, String site, List<Document> documents) {
        documents.forEach(document -> due.computeIfAbsent(site, each -> new ArrayList<>())
                .add(document.ref().id()));
    }

    private List<Document> query(ItemState state) {
        return context.store()
                .query(Query.of(ItemDocument.ALL, context.limits().tick().batch())
                        .where("state", state)
                        .before("due", context.clock().now().plusMillis(1)))
                .documents();
    }
}

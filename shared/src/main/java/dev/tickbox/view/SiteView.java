package dev.tickbox.view;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Site;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.outbox.Item;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One site: its place, its jobs, and the outbox items that wait for it.
 *
 * @param waiting the oldest of each state
 * @param more how many more wait
 */
public record SiteView(
        Site site, TextOrigin texts, List<String> jobs, List<Item> waiting, long more, List<Actions.Action> ways) {
    private static final int SHOWN = 50;

    /** @param texts whether the store holds real or simulated texts; simulated ones are not on the real site */
    public static SiteView of(Store store, Definition definition, Site site, TextOrigin texts, Actions ways) {
        List<Item> waiting = new ArrayList<>();
        long all = 0;
        for (ItemState state : List.of(ItemState.STUCK, ItemState.CLAIMED, ItemState.PENDING)) {
            Query query = Query.of(ItemDocument.ALL, SHOWN)
                    .where("site", site.id())
                    .where("state", state)
                    .orderedBy("created_at");
            store.query(query).documents().forEach(document -> waiting.add(ItemDocument.read(document)));
            all += store.count(query);
        }
        return new SiteView(
                site,
                texts,
                definition.jobs().values().stream()
                        .filter(job -> job.sites().contains(site.id()))
                        .map(Job::id)
                        .toList(),
                waiting,
                all - waiting.size(),
                waiting.stream().flatMap(item -> ways.stuck(item).stream()).toList());
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(site.id() + "  a site, published by " + ContentPreview.publisher(site, texts));
        lines.add(place());
        lines.add("jobs  " + (jobs.isEmpty() ? "none" : String.join(", ", jobs)));
        lines.add("");
        lines.add(waiting.isEmpty() ? "Nothing waits to be published." : "Waiting to be published");
        TextTable table = new TextTable();
        waiting.forEach(item -> table.row(
                RunRecords.brief(item.parcel().fingerprint()),
                ItemDocument.stateName(item.state()),
                item.parcel().run(),
                item.state() instanceof Item.Stuck stuck
                        ? stuck.why()
                        : item.parcel().title()));
        lines.addAll(table.lines("  "));
        if (more > 0) {
            lines.add("  … and " + TableView.number(more) + " more");
        }
        return lines;
    }

    /** Where it publishes. */
    public String place() {
        return "into " + ContentPreview.place(site, texts)
                + switch (texts) {
                    case REAL -> "";
                    case SIMULATED -> " beside the content: this store is simulated, so the real site is not changed";
                };
    }

    public String publisher() {
        return ContentPreview.publisher(site, texts);
    }

    public Map<String, Object> toMap(UnaryOperator<String> again) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("site", site.id());
        map.put("publisher", ContentPreview.publisher(site, texts));
        map.put("place", ContentPreview.place(site, texts));
        map.put("simulated", texts == TextOrigin.SIMULATED);
        map.put("jobs", jobs);
        map.put(
                "waiting",
                waiting.stream().map(item -> item.parcel().fingerprint()).toList());
        map.put("moreWaiting", more);
        map.put("youCan", ways.stream().map(way -> way.toMap(again)).toList());
        return map;
    }
}

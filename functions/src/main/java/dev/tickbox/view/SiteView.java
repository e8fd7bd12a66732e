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

/** One site: where it is, what makes something for it, what is on its way to it. */
public record SiteView(Site site, TextOrigin texts, List<String> jobs, List<Item> waiting, List<Actions.Action> ways) {
    private static final int PAGE = 200;

    /** @param texts what the store's texts are: simulated ones are not on the site */
    public static SiteView of(Store store, Definition definition, Site site, TextOrigin texts, Actions ways) {
        List<Item> waiting = new ArrayList<>();
        for (ItemState state : List.of(ItemState.STUCK, ItemState.CLAIMED, ItemState.PENDING)) {
            // Stuck items have no due time, which the index by site goes by.
            store.all(Query.of(ItemDocument.ALL, PAGE).where("state", state)).stream()
                    .map(ItemDocument::read)
                    .filter(item -> item.parcel().site().equals(site.id()))
                    .forEach(waiting::add);
        }
        return new SiteView(
                site,
                texts,
                definition.jobs().values().stream()
                        .filter(job -> job.site().equals(site.id()))
                        .map(Job::id)
                        .toList(),
                waiting,
                waiting.stream().flatMap(item -> ways.stuck(item).stream()).toList());
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(site.id() + "  a site, published by " + ContentPreview.publisher(site, texts));
        lines.add("into " + ContentPreview.place(site, texts)
                + switch (texts) {
                    case REAL -> "";
                    case SIMULATED -> " beside the content: this store is simulated, so nothing goes to the real site";
                });
        lines.add("jobs  " + (jobs.isEmpty() ? "none" : String.join(", ", jobs)));
        lines.add("");
        lines.add(waiting.isEmpty() ? "Nothing waits to be published there." : "On its way");
        TextTable table = new TextTable();
        waiting.forEach(item -> table.row(
                RunRecords.brief(item.parcel().fingerprint()),
                ItemDocument.stateName(item.state()),
                item.parcel().run(),
                item.state() instanceof Item.Stuck stuck
                        ? stuck.why()
                        : item.parcel().title()));
        lines.addAll(table.lines("  "));
        return lines;
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
        map.put("youCan", ways.stream().map(way -> way.toMap(again)).toList());
        return map;
    }
}

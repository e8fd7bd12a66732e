package dev.tickbox.functions.telling;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Site;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.ItemDocument;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.tick.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One site: where it is, what makes something for it, what is on its way to it. */
public record SiteTold(Site site, Texts texts, List<String> jobs, List<Item> waiting, List<Way> ways) {
    private static final int PAGE = 200;

    /** @param texts what the store's texts are: simulated ones are not on the site */
    public static SiteTold of(Store store, Definition definition, Site site, Texts texts, Ways ways) {
        List<Item> waiting = new ArrayList<>();
        for (String state : List.of("STUCK", "CLAIMED", "PENDING")) {
            // Stuck items have no due time, which the index by site goes by.
            store.all(Query.of(ItemDocument.ALL, PAGE).where("state", state)).stream()
                    .map(ItemDocument::read)
                    .filter(item -> item.parcel().site().equals(site.id()))
                    .forEach(waiting::add);
        }
        return new SiteTold(
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
        lines.add(site.id() + "  a site, published by " + Preview.publisher(site, texts));
        lines.add("into " + Preview.place(site, texts)
                + switch (texts) {
                    case REAL -> "";
                    case SIMULATED -> " beside the content: this store is simulated, so nothing goes to the real site";
                });
        lines.add("jobs  " + (jobs.isEmpty() ? "none" : String.join(", ", jobs)));
        lines.add("");
        lines.add(waiting.isEmpty() ? "Nothing waits to be published there." : "On its way");
        Table table = new Table();
        waiting.forEach(item -> table.row(
                Story.brief(item.parcel().fingerprint()),
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
        map.put("publisher", Preview.publisher(site, texts));
        map.put("place", Preview.place(site, texts));
        map.put("simulated", texts == Texts.SIMULATED);
        map.put("jobs", jobs);
        map.put(
                "waiting",
                waiting.stream().map(item -> item.parcel().fingerprint()).toList());
        map.put("youCan", ways.stream().map(way -> way.toMap(again)).toList());
        return map;
    }
}

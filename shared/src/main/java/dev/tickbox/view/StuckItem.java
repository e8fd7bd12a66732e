package dev.tickbox.view;

import dev.tickbox.RunId;
import dev.tickbox.content.Definition;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RowCounts;
import dev.tickbox.ledger.RowCounts.FailedRows;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Store;
import dev.tickbox.tick.publish.FailingSite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Something that needs a decision of the operator.
 *
 * @param what such as {@code article of garden-daily@2026-11-21T06:00Z}
 * @param run empty if it concerns a whole site, or the vendor
 * @param since empty where that changes while it waits
 */
public record StuckItem(String what, String run, String why, List<Actions.Action> ways, Optional<Instant> since) {
    public StuckItem(String what, String run, String why, List<Actions.Action> ways) {
        this(what, run, why, ways, Optional.empty());
    }

    /** What names it, however many rows it is by now. */
    public String subject() {
        return what.replaceFirst("^[\\d,]+ rows? of ", "rows of ");
    }

    /** The same while it waits; another if it is stuck again after it went on. */
    public String thing() {
        return subject()
                + since.map(at -> ", stuck since " + ReadableTime.UTC.says(at)).orElse("");
    }

    static StuckItem ofReservation(Document document, Actions ways) {
        var r = ReservationDocument.read(document);
        return stuck(document, r.order().step(), ways.stuck(r));
    }

    static StuckItem ofItem(Document document, Actions ways) {
        var item = ItemDocument.read(document);
        return stuck(document, item.parcel().step() + " → " + item.parcel().site(), ways.stuck(item));
    }

    /** One for each table, whatever number of its rows failed. */
    static Optional<StuckItem> ofRows(Store store, FailedRows failed, Actions ways) {
        String run = RunId.rootOf(failed.group());
        String step = failed.group().substring(run.length() + 1);
        var shown = store.query(RowCounts.failedRows(failed.group(), TableView.SHOWN)).documents().stream()
                .map(TableView.FailedRow::of)
                .toList();
        return store.get(RunDocument.ref(run))
                .map(document -> new StuckItem(
                        TableView.rows(failed.rows()) + " of " + step + " of " + run,
                        run,
                        shown.stream()
                                        .map(row -> RowStory.shown(row.key()) + " (" + FailedStep.failed(row.step())
                                                + ": " + row.why() + ")")
                                        .collect(Collectors.joining(", "))
                                + (failed.rows() > shown.size()
                                        ? ", … and " + TableView.number(failed.rows() - shown.size()) + " more"
                                        : ""),
                        new RowActions(ways)
                                .failedRows(
                                        new RowActions.FailedTable(run, step, failed.rows(), shown),
                                        definition(store, document)
                                                .flatMap(each -> each.job(
                                                        document.fields().text("job"))))));
    }

    /** What ticks keep trying without success until the cause is fixed. */
    public static List<StuckItem> failing(
            Store store, Definition content, Map<String, String> refusedLanes, Instant now) {
        List<StuckItem> all = new ArrayList<>();
        for (FailingSite site : FailingSite.of(store, content, now)) {
            Actions.Action again = Actions.Action.free(
                    "retry " + RunRecords.brief(site.waiting().getFirst()),
                    "publishes it with the next reclaim tick; fix the site first");
            List<Actions.Action> ways = new ArrayList<>(List.of(again));
            if (!site.buying().isEmpty()) {
                ways.add(Actions.Action.free(
                        "pause", "stops purchases and publications for all sites, until `tickbox resume`"));
            }
            all.add(new StuckItem("site " + site.site(), "", site.text(), ways));
        }
        refusedLanes.forEach((lane, why) -> all.add(new StuckItem(
                "vendor, model " + lane,
                "",
                why,
                List.of(new Actions.Action(
                        "tick submit", "sends what is due; fix the key or the account first", OptionalLong.empty())))));
        return all;
    }

    private static StuckItem stuck(Document document, String what, List<Actions.Action> ways) {
        String run = document.fields().text("run");
        return new StuckItem(what + " of " + run, run, document.fields().text("why"), ways, since(document));
    }

    static StuckItem ofRun(Store store, Document document, Actions ways) {
        String run = document.ref().id();
        String why = FailedStep.failed(document.fields().text("failed_step")) + ": "
                + document.fields().text("why");
        List<Actions.Action> ownWays = RunRecords.read(store, run)
                .map(story -> ways.of(story, definition(store, document), Instant.MAX))
                .orElse(List.of());
        return new StuckItem(
                run,
                run,
                why,
                ownWays.stream()
                        .filter(way -> way.words().endsWith(run) || way.words().startsWith("run "))
                        .toList(),
                since(document));
    }

    private static Optional<Instant> since(Document document) {
        return Optional.of(History.of(document))
                .filter(lines -> !lines.isEmpty())
                .map(lines -> History.since(lines, document.fields().text("state")));
    }

    private static Optional<Definition> definition(Store store, Document run) {
        return store.get(Collection.of("definitions").ref(run.fields().text("definition")))
                .map(document -> Definition.fromJson(document.fields().text("content")));
    }

    public Map<String, Object> toMap(UnaryOperator<String> again) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("what", what);
        if (!run.isEmpty()) {
            map.put("run", run);
        }
        map.put("why", why);
        since.ifPresent(at -> map.put("since", at.toString()));
        map.put("youCan", ways.stream().map(way -> way.toMap(again)).toList());
        return map;
    }
}

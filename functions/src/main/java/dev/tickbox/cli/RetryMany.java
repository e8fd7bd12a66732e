package dev.tickbox.cli;

import dev.tickbox.RunId;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ItemDocument.ItemState;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.ledger.RowCounts;
import dev.tickbox.ledger.RowCounts.FailedRows;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.ledger.Runs;
import dev.tickbox.operator.RetryRows;
import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.view.Actions;
import dev.tickbox.view.Actions.Action;
import dev.tickbox.view.RunRecords;
import dev.tickbox.view.TableView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code retry --all} and {@code retry --site} retry: many things that are stuck for one cause. What has been retried is not stuck any
 * more, so a command that was interrupted is given again and does the rest.
 */
final class RetryMany {
    private static final int PAGE = 200;
    private static final int CAUSES_SHOWN = 20;
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

    private final StoreSession session;
    private final List<Reservation> requests;
    private final List<Item> publications;
    private final List<String> runs;
    private final List<FailedRows> tables;
    private final OptionalLong cost;
    private final Map<String, Long> causes = new TreeMap<>();

    private RetryMany(
            StoreSession session,
            List<Reservation> requests,
            List<Item> publications,
            List<String> runs,
            List<FailedRows> tables) {
        this.session = session;
        this.requests = requests;
        this.publications = publications;
        this.runs = runs;
        this.tables = tables;
        this.cost = cost();
    }

    /** Everything that is stuck. */
    static RetryMany all(StoreSession session) {
        Store store = session.store;
        RetryMany many = new RetryMany(
                session,
                store.all(Query.of(ReservationDocument.ALL, PAGE).where("state", ReservationState.STUCK)).stream()
                        .map(ReservationDocument::read)
                        .filter(r -> !RunId.isRow(r.order().run()))
                        .toList(),
                stuckItems(store)
                        .filter(item -> !RunId.isRow(item.parcel().run()))
                        .toList(),
                failedRuns(session),
                RowCounts.failed(store, Optional.empty(), Integer.MAX_VALUE));
        many.requests.forEach(r -> many.count("request", why(r)));
        many.publications.forEach(
                item -> many.count("publication", item.parcel().site() + ": " + why(item)));
        many.runs.forEach(run -> many.count("failed run", "continues from its failed step"));
        many.tables.forEach(table -> many.causes.merge("failed rows of " + table.group(), table.rows(), Long::sum));
        return many;
    }

    /** The publications on this site that are stuck, and those that wait for a later try; of rows, too. */
    static RetryMany ofSite(StoreSession session, String site) {
        // An item that waits for a later try has failed before.
        Query failing = Query.of(ItemDocument.ALL, PAGE).before("failing_since", EVER);
        RetryMany many = new RetryMany(
                session,
                List.of(),
                Stream.concat(
                                stuckItems(session.store),
                                session.store.all(failing).stream()
                                        .map(ItemDocument::read)
                                        .filter(item -> item.state() instanceof Item.Pending))
                        .filter(item -> item.parcel().site().equals(site))
                        .toList(),
                List.of(),
                List.of());
        many.publications.forEach(item -> many.count("publication", why(item)));
        return many;
    }

    private static Stream<Item> stuckItems(Store store) {
        return store.all(Query.of(ItemDocument.ALL, PAGE).where("state", ItemState.STUCK)).stream()
                .map(ItemDocument::read);
    }

    /** Without those that would fail again because their text was bought and cannot be used. */
    private static List<String> failedRuns(StoreSession session) {
        Query failed =
                Query.of(RunDocument.ALL, PAGE).where("state", RunState.FAILED).orderedBy("created_at");
        return session.store.all(failed).stream()
                .map(each -> each.ref().id())
                .filter(run -> RunRecords.read(session.store, run)
                        .filter(story -> new Actions(session.store, session.estimate())
                                .canBeRetried(story, job(session, story.run())))
                        .isPresent())
                .toList();
    }

    private static Optional<Job> job(StoreSession session, Run run) {
        Definition definition = session.definitions().load(run.definition());
        return definition.job(run.job());
    }

    private static String why(Reservation r) {
        return r.state() instanceof Reservation.Stuck stuck ? stuck.reason() + ": " + stuck.why() : "";
    }

    private static String why(Item item) {
        return item.state() instanceof Item.Stuck stuck
                ? stuck.reason() + ": " + stuck.why()
                : "waits for its next try after " + item.failures() + (item.failures() == 1 ? " failure" : " failures");
    }

    private void count(String what, String why) {
        causes.merge(what + ", " + why, 1L, Long::sum);
    }

    boolean isNothing() {
        return causes.isEmpty();
    }

    private OptionalLong cost() {
        Actions ways = new Actions(session.store, session.estimate());
        // What a failed run has of stuck requests is in the price of the run.
        List<OptionalLong> parts = new ArrayList<>();
        parts.add(session.estimate()
                .again(
                        session.store,
                        requests.stream()
                                .filter(r -> !runs.contains(r.order().run()))
                                .toList()));
        runs.forEach(run -> RunRecords.read(session.store, run)
                .ifPresent(story -> parts.add(ways.rest(story, job(session, story.run())))));
        tables.forEach(table -> parts.add(rows(table)));
        return parts.stream().allMatch(OptionalLong::isPresent)
                ? OptionalLong.of(
                        parts.stream().mapToLong(OptionalLong::getAsLong).reduce(0, Math::addExact))
                : OptionalLong.empty();
    }

    private OptionalLong rows(FailedRows table) {
        String root = RunId.rootOf(table.group());
        String step = table.group().substring(root.length() + 1);
        Optional<Job> job =
                session.store.get(RunDocument.ref(root)).map(RunDocument::read).flatMap(run -> job(session, run));
        return job.flatMap(Job::javaClass).isPresent()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.multiplyExact(
                        table.rows(),
                        job.map(each -> session.estimate().row(each, step, Set.of()))
                                .orElse(0L)));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        causes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(CAUSES_SHOWN)
                .forEach(each -> lines.add(TableView.number(each.getValue()) + " × " + each.getKey()));
        if (causes.size() > CAUSES_SHOWN) {
            lines.add("… for " + (causes.size() - CAUSES_SHOWN) + " more causes");
        }
        lines.add(Action.price(cost, "this buys nothing", "this may cost at most about "));
        return lines;
    }

    Map<String, Object> retry(Console voice, String actor) {
        ActionResults acts = new ActionResults();
        RetryCommand.again(session, acts, requests, publications);
        Runs ledger = new Runs(session.context(), actor);
        runs.forEach(run -> acts.add(
                "run " + run + " continues from its failed step",
                "run " + run,
                ledger.apply(run, new RunEvent.Resume())));
        Map<String, Object> map = new LinkedHashMap<>();
        tables.stream().map(table -> RunId.rootOf(table.group())).distinct().forEach(root -> {
            RetryRows.Retried retried = new RetryRows(session.context(), actor).of(root, row -> {});
            RetryCommand.told(
                    session,
                    RunDocument.read(session.store.get(RunDocument.ref(root)).orElseThrow()),
                    retried,
                    acts);
        });
        cost.ifPresent(microUsd -> map.put("mayCostMicroUsd", microUsd));
        acts.tell(voice, map);
        return map;
    }
}

package dev.tickbox.simulation;

import dev.tickbox.outbox.ItemDocument;
import dev.tickbox.reservation.ReservationDocument;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunDocument;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Control;
import dev.tickbox.tick.Definitions;
import dev.tickbox.tick.Items;
import dev.tickbox.tick.Parts;
import dev.tickbox.tick.Remove;
import dev.tickbox.tick.Reservations;
import dev.tickbox.tick.Runs;
import dev.tickbox.tick.Start;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What people do with the command: sensible things, hasty things, and at the end whatever is left for them. */
final class People {
    private static final Set<String> SETTLED = Set.of("COLLECTED", "ABANDONED", "PUBLISHED", "SUPERSEDED");
    private static final String PERSON = "person";

    private final Universe universe;
    private final Map<String, Integer> tries = new HashMap<>();

    People(Universe universe) {
        this.universe = universe;
    }

    private void does(String what, Consumer<Parts> work) {
        universe.outside.tell("a person: " + what);
        universe.command(PERSON, work);
    }

    private List<Document> all(Collection collection) {
        return universe.watch.truth().all(Query.of(collection, 500));
    }

    private List<Document> all(Collection collection, String state) {
        return all(collection).stream()
                .filter(each -> state(each).equals(state))
                .toList();
    }

    private static String state(Document document) {
        return document.fields().text("state");
    }

    void actAtRandom() {
        Chance chance = universe.outside.chance;
        if (!universe.processes.frozen().isEmpty() && chance.perMille(400)) {
            giveUpWhatIsDriven();
            return;
        }
        boolean hasty = chance.perMille(150);
        List<Document> reservations = hasty ? all(ReservationDocument.ALL) : all(ReservationDocument.ALL, "STUCK");
        List<Document> items = hasty ? all(ItemDocument.ALL) : all(ItemDocument.ALL, "STUCK");
        List<Document> runs = hasty ? all(RunDocument.ALL) : all(RunDocument.ALL, "FAILED");
        boolean abandons = chance.perMille(250);
        if (!reservations.isEmpty() && chance.perMille(500)) {
            reservation(chance.pick(reservations).ref().id(), abandons);
        } else if (!items.isEmpty() && chance.perMille(500)) {
            item(chance.pick(items).ref().id(), abandons);
        } else if (!runs.isEmpty()) {
            run(chance.pick(runs).ref().id(), abandons);
        }
    }

    /** Every run that is not driven just now. */
    void giveUpAll() {
        List.of("RUNNABLE", "WAITING", "FAILED")
                .forEach(state -> all(RunDocument.ALL, state).forEach(each -> run(each.ref().id(), true)));
    }

    /** Its driver has not been heard of for longer than its lease. */
    void giveUpWhatIsDriven() {
        List<Document> driven = all(RunDocument.ALL, "DRIVEN").stream()
                .filter(each -> each.fields().time("due").isBefore(universe.outside.now()))
                .toList();
        if (!driven.isEmpty()) {
            run(universe.outside.chance.pick(driven).ref().id(), true);
        }
    }

    /** Everything that waits for a person: again, and if it still does not work, no more. @return whether there was anything */
    boolean mend() {
        List<Document> reservations = all(ReservationDocument.ALL, "STUCK");
        List<Document> items = all(ItemDocument.ALL, "STUCK");
        List<Document> runs = all(RunDocument.ALL, "FAILED");
        reservations.forEach(each -> reservation(each.ref().id(), isEnough(each)));
        items.forEach(each -> item(each.ref().id(), isEnough(each)));
        runs.forEach(each -> run(each.ref().id(), isEnough(each)));
        return !reservations.isEmpty() || !items.isEmpty() || !runs.isEmpty();
    }

    private boolean isEnough(Document document) {
        return tries.merge(document.ref().toString(), 1, Integer::sum) > 2;
    }

    /** The command for what only another content can mend. */
    void retryWithCurrentContent(String key) {
        reservation(key, false);
    }

    void retry(String key) {
        reservation(key, false);
    }

    private void reservation(String key, boolean abandons) {
        does(
                (abandons ? "abandon " : "retry ") + "reservations/" + key,
                parts -> new Reservations(parts, PERSON)
                        .apply(
                                key,
                                abandons
                                        ? new dev.tickbox.reservation.Event.Abandon()
                                        : new dev.tickbox.reservation.Event.Retry()));
    }

    private void item(String fingerprint, boolean abandons) {
        does(
                (abandons ? "abandon " : "retry ") + "outbox/" + fingerprint,
                parts -> new Items(parts, PERSON)
                        .apply(
                                fingerprint,
                                abandons
                                        ? new dev.tickbox.outbox.Event.Abandon()
                                        : new dev.tickbox.outbox.Event.Retry()));
    }

    private void run(String id, boolean abandons) {
        if (!abandons) {
            universe.programs.resumed(id);
            does("resume runs/" + id, parts -> new Runs(parts, PERSON).apply(id, new dev.tickbox.run.Event.Resume()));
        } else {
            does("abandon runs/" + id, parts -> abandon(parts, id));
        }
    }

    /** First what the run has out, then the run, if all of that could be given up; while it is driven, nothing. */
    private void abandon(Parts parts, String id) {
        Optional<Run> run = parts.store().get(RunDocument.ref(id)).map(RunDocument::read);
        Instant now = parts.clock().now();
        if (run.isEmpty()
                || run.get().state() instanceof Run.Done
                || run.get().state() instanceof Run.Deleting
                || (run.get().state() instanceof Run.Driven driven
                        && driven.leaseUntil().isAfter(now))) {
            return;
        }
        for (Document each : open(parts, ReservationDocument.ALL, id)) {
            new Reservations(parts, PERSON).apply(each.ref().id(), new dev.tickbox.reservation.Event.Abandon());
        }
        for (Document each : open(parts, ItemDocument.ALL, id)) {
            new Items(parts, PERSON).apply(each.ref().id(), new dev.tickbox.outbox.Event.Abandon());
        }
        if (open(parts, ReservationDocument.ALL, id).isEmpty()
                && open(parts, ItemDocument.ALL, id).isEmpty()) {
            new Runs(parts, PERSON).apply(id, new dev.tickbox.run.Event.Abandon());
        }
    }

    private static List<Document> open(Parts parts, Collection collection, String run) {
        return parts.store().all(Query.of(collection, 500).where("run", run)).stream()
                .filter(each -> !SETTLED.contains(state(each)))
                .toList();
    }

    void forgetOne() {
        List<Document> ended = all(RunDocument.ALL).stream()
                .filter(each -> Set.of("DONE", "ABANDONED").contains(state(each)))
                .toList();
        if (!ended.isEmpty()) {
            String id = universe.outside.chance.pick(ended).ref().id();
            does("forget runs/" + id, parts -> new Remove(parts, PERSON).forget(id));
        }
    }

    void pause(boolean paused) {
        does(paused ? "pause" : "resume", parts -> new Control(parts.store(), parts.clock()).pause(paused));
    }

    /** What comes out of a backup begins paused. */
    void restored() {
        does("restored", parts -> new Control(parts.store(), parts.clock()).restored());
    }

    /** The content names a model that the vendor has, and whatever was refused for the old one is tried again. */
    void mendContent() {
        universe.script.changeModel();
        universe.deployCode();
        universe.push();
    }

    void startOne() {
        Chance chance = universe.outside.chance;
        does(
                "run a job by hand",
                parts -> new Definitions(parts.store(), parts.clock())
                        .current()
                        .filter(definition -> !definition.jobs().isEmpty())
                        .ifPresent(definition -> new Start(parts, PERSON)
                                .byHand(
                                        definition,
                                        chance.pick(
                                                List.copyOf(definition.jobs().values())))));
    }
}

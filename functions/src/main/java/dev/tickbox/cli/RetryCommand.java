package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.ledger.Items;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.ledger.Runs;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunEvent;
import dev.tickbox.tick.submit.Lanes;
import dev.tickbox.view.Actions;
import dev.tickbox.view.Actions.Action;
import dev.tickbox.view.RunRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "retry",
        description = {
            "Retries what failed or is stuck, and prints what that may cost.",
            "A failed run continues from its failed step. A stuck reservation is sent again, a stuck outbox item is",
            "published again; for a run, everything of it that is stuck. What waits for the budget or after a refusal is",
            "tried now. A request that the vendor may already have can be sent again one hour after its lease; it may be",
            "charged twice. A stored text is never bought again. The command does not ask for confirmation.",
            "Requests are sent unchanged. If the mistake is in the content, correct it and use --current-content."
        },
        footer = {
            "",
            "Example: tickbox retry garden-daily@2026-11-21T06:00Z",
            "After a correction in the content: tickbox retry --current-content garden-daily@2026-11-21T06:00Z"
        })
final class RetryCommand extends ChangeCommand {
    @Option(
            names = "--current-content",
            description =
                    "Continue the whole run with the current content. Stored texts, jobs at the vendor and publications"
                            + " stay; requests that were never sent are made anew.")
    private boolean currentContent;

    @Option(
            names = "--as-it-is",
            description =
                    "Publish one text that was refused because a site could execute parts of it, with all that it contains."
                            + " It needs the id of the publication, so that it never decides for several.")
    private boolean asItIs;

    RetryCommand(CliEnvironment here) {
        super(here);
    }

    @Override
    UserError isNoRun(String name) {
        return new UserError(name + " is not a run; to list what is stuck: " + where.again("list"));
    }

    @Override
    void run(StoreSession session, String run) {
        if (currentContent) {
            new RetryCurrentContent(session, console()).run(run);
        } else {
            all(session, run);
        }
    }

    @Override
    void part(StoreSession session, String run, Predicate<Reservation> generation, Predicate<Item> publication) {
        if (currentContent) {
            new RetryCurrentContent(session, console()).run(run);
        } else {
            some(session, run, generation, publication);
        }
    }

    private void all(StoreSession session, String run) {
        if (asItIs) {
            throw new UserError(
                    "--as-it-is decides for one publication and needs its id; to see the ids: " + where.again("list"));
        }
        RunRecords story = story(session, run);
        boolean failed = story.run().state() instanceof Run.Failed;
        List<Reservation> generations = story.reservations().stream()
                .filter(r -> r.state() instanceof Reservation.Stuck || isPutOff(session, r))
                .toList();
        List<Item> items = story.items().stream()
                .filter(item -> item.state() instanceof Item.Stuck)
                .toList();
        Definition definition = session.definitions().load(story.run().definition());
        Actions ways = new Actions(session.store, session.estimate());
        OptionalLong cost = failed ? ways.rest(story, definition.job(story.run().job())) : cost(session, generations);
        ActionResults acts = new ActionResults();
        again(session, acts, generations, items);
        if (acts.nothing() && story.run().due().isPresent()) {
            throw new UserError("nothing of run " + run + " is stuck or waits for a later try; for what happens next: "
                    + where.again("explain " + run));
        }
        if (failed || acts.nothing()) {
            Runs runs = new Runs(session.context(), ACTOR);
            acts.add(
                    "run " + run + (failed ? " continues from its failed step" : " is checked by the next tick"),
                    "run " + run,
                    runs.apply(run, new RunEvent.Resume()));
        }
        tell(acts, cost, UnchangedRequests.of(session, story, generations));
    }

    static boolean isPutOff(StoreSession session, Reservation r) {
        return r.state() instanceof Reservation.Reserved reserved
                && reserved.due().isAfter(session.clock.now());
    }

    private static OptionalLong cost(StoreSession session, List<Reservation> generations) {
        return session.estimate()
                .again(
                        session.store,
                        generations.stream()
                                .filter(r -> r.state() instanceof Reservation.Stuck
                                        || r.state() instanceof Reservation.Reserved
                                        || r.state() instanceof Reservation.Uncertain)
                                .toList());
    }

    private void some(StoreSession session, String run, Predicate<Reservation> generation, Predicate<Item> item) {
        RunRecords story = story(session, run);
        List<Reservation> generations =
                story.reservations().stream().filter(generation).toList();
        OptionalLong cost = cost(session, generations);
        if (asItIs && !generations.isEmpty()) {
            throw new UserError("--as-it-is is for a publication, and this is the purchase of a text");
        }
        ActionResults acts = new ActionResults();
        again(session, acts, generations, story.items().stream().filter(item).toList(), asItIs);
        tell(acts, cost, UnchangedRequests.of(session, story, generations));
    }

    static void again(StoreSession session, ActionResults acts, List<Reservation> generations, List<Item> items) {
        again(session, acts, generations, items, false);
    }

    private static void again(
            StoreSession session, ActionResults acts, List<Reservation> generations, List<Item> items, boolean asItIs) {
        Reservations reservations = new Reservations(session.context(), ACTOR);
        Lanes lanes = new Lanes(session.context());
        generations.stream().map(r -> r.order().lane()).distinct().forEach(lanes::tryNow);
        Function<Reservation.Order, Optional<String>> waits = session.waits();
        generations.forEach(r -> acts.add(
                "the next submit tick sends " + r.order().step() + " of "
                        + r.order().run()
                        + (r.state() instanceof Reservation.Stuck ? " again" : "") + ", if the budget allows it"
                        + waits.apply(r.order())
                                .map(why -> "; on hold now: " + why)
                                .orElse(""),
                r.order().step() + " of " + r.order().run(),
                reservations.apply(r.order().key(), new ReservationEvent.Retry())));
        Items outbox = new Items(session.context(), ACTOR);
        items.forEach(item -> acts.add(
                "the next reclaim tick publishes " + item.parcel().step() + " of "
                        + item.parcel().run() + " on " + item.parcel().site() + (asItIs ? " as it is" : ""),
                "publication " + item.parcel().step() + " of " + item.parcel().run() + " on "
                        + item.parcel().site(),
                outbox.apply(item.parcel().fingerprint(), new ItemEvent.Retry(asItIs))));
    }

    private void tell(ActionResults acts, OptionalLong cost, UnchangedRequests unchanged) {
        Console voice = console();
        if (acts.any()) {
            voice.say(Action.price(cost, "this buys nothing", "this may cost at most about "));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        cost.ifPresent(microUsd -> map.put("mayCostMicroUsd", microUsd));
        acts.tell(voice, map);
        unchanged.tell(voice, map, where);
        voice.say("to do it now: " + where.again("tick"));
        voice.object(map);
    }
}

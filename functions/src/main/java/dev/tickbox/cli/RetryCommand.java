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
            "Tries again what failed or is stuck, and says first what that may cost.",
            "A failed run goes on from its failed step; a stuck generation is sent again, a stuck item published again; for a run",
            "that is everything of it that is stuck. What was put off, for the budget or after a refusal, is tried now.",
            "What the vendor may have is sent again only after it was asked for it in vain for an hour; that may cost twice.",
            "What is kept is never bought again. It asks nothing.",
            "A request goes out again as it was made. Where it can only be mended in the content, mend it there and say",
            "--current-content: then the whole run goes on with today's content."
        },
        footer = {
            "",
            "Example: tickbox retry garden-daily@2026-11-21T06:00Z",
            "After a mistake in the content was mended: tickbox retry --current-content garden-daily@2026-11-21T06:00Z"
        })
final class RetryCommand extends ChangeCommand {
    @Option(
            names = "--current-content",
            description = {
                "Go on with today's content. What is kept or at the vendor stays, and what is published is not published",
                "again; what was never bought is asked for as the content says now."
            })
    private boolean currentContent;

    RetryCommand(CliEnvironment here) {
        super(here);
    }

    @Override
    UserError isNoRun(String name) {
        return new UserError(name + " names no run; to see what is stuck: " + where.again("list"));
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
        Console voice = voice(cost);
        ActionResults acts = new ActionResults();
        again(session, acts, generations, items);
        if (acts.nothing() && story.run().due().isPresent()) {
            throw new UserError("nothing of " + run + " waits for you or was put off; what comes next: "
                    + where.again("explain " + run));
        }
        if (failed || acts.nothing()) {
            Runs runs = new Runs(session.parts(), ACTOR);
            acts.add("run " + run + (failed ? " goes on" : ""), runs.apply(run, new RunEvent.Resume()));
        }
        tell(voice, acts, cost, UnchangedRequests.of(session, story, generations));
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
                                        || r.state() instanceof Reservation.Reserved)
                                .toList());
    }

    private void some(StoreSession session, String run, Predicate<Reservation> generation, Predicate<Item> item) {
        RunRecords story = story(session, run);
        List<Reservation> generations =
                story.reservations().stream().filter(generation).toList();
        OptionalLong cost = cost(session, generations);
        Console voice = voice(cost);
        ActionResults acts = new ActionResults();
        again(session, acts, generations, story.items().stream().filter(item).toList());
        tell(voice, acts, cost, UnchangedRequests.of(session, story, generations));
    }

    private Console voice(OptionalLong cost) {
        Console voice = console();
        voice.say(Action.price(cost, "this buys nothing", "this may cost at most about "));
        return voice;
    }

    static void again(StoreSession session, ActionResults acts, List<Reservation> generations, List<Item> items) {
        Reservations reservations = new Reservations(session.parts(), ACTOR);
        Lanes lanes = new Lanes(session.parts());
        generations.stream().map(r -> r.order().lane()).distinct().forEach(lanes::tryNow);
        Function<Reservation.Order, Optional<String>> waits = session.waits();
        generations.forEach(r -> acts.add(
                r.order().step() + " of " + r.order().run() + " is sent "
                        + (r.state() instanceof Reservation.Stuck ? "again " : "") + "by the next submit tick"
                        + waits.apply(r.order()).map(why -> " that may: " + why).orElse(""),
                reservations.apply(r.order().key(), new ReservationEvent.Retry())));
        Items outbox = new Items(session.parts(), ACTOR);
        items.forEach(item -> acts.add(
                item.parcel().step() + " of " + item.parcel().run() + " is published again on "
                        + item.parcel().site() + " by the next reclaim tick",
                outbox.apply(item.parcel().fingerprint(), new ItemEvent.Retry())));
    }

    private void tell(Console voice, ActionResults acts, OptionalLong cost, UnchangedRequests unchanged) {
        Map<String, Object> map = new LinkedHashMap<>();
        cost.ifPresent(microUsd -> map.put("mayCostMicroUsd", microUsd));
        acts.tell(voice, map);
        unchanged.tell(voice, map, where);
        voice.say("at once with: " + where.again("tick"));
        voice.object(map);
    }
}

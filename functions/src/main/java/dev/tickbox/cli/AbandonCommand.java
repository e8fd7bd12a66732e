package dev.tickbox.cli;

import dev.tickbox.ledger.AbandonRun;
import dev.tickbox.ledger.Items;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.money.Usd;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.run.Run;
import dev.tickbox.view.RunRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine.Command;

@Command(
        name = "abandon",
        description = {
            "Abandons a run, a reservation or an outbox item. This is final.",
            "For a run: the run itself, even while a tick is working on it, then everything of it that is still open.",
            "A request or a publication in progress is completed; nothing more is bought or published for the run.",
            "Jobs at the vendor are cancelled if the vendor can be reached from here. They may still be billed; ticks check",
            "them until the charge is known. What is published stays published."
        },
        footer = {"", "Example: tickbox abandon garden-daily@2026-11-21T06:00Z"})
final class AbandonCommand extends ChangeCommand {
    AbandonCommand(CliEnvironment here) {
        super(here);
    }

    @Override
    UserError isNoRun(String name) {
        return new UserError(name + " is not a run; to stop it for good, remove it from tickbox.yaml");
    }

    @Override
    void run(StoreSession session, String run) {
        RunRecords story = story(session, run);
        boolean ended = switch (story.run().state()) {
            case Run.Done _, Run.LeftOut _, Run.Deleting _ -> true;
            case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Failed _, Run.Abandoned _ -> false;
        };
        if (ended) {
            throw new UserError("run " + run + " has ended; to remove it: " + where.again("forget " + run));
        }
        AbandonRun.Result result = new AbandonRun(session.context(), ACTOR).of(run);
        ActionResults acts = new ActionResults();
        acts.add("abandoned run " + run, "run " + run, result.run());
        result.givenUp().generations().forEach(r -> acts.did("abandoned " + name(r)));
        result.givenUp().publications().forEach(item -> acts.did("abandoned " + name(item)));
        result.inFlight()
                .generations()
                .forEach(
                        r -> acts.did(
                                name(r)
                                        + " is being sent right now: its result will be stored and priced, and nothing more is bought"));
        result.inFlight()
                .publications()
                .forEach(item -> acts.did(
                        name(item) + " is in progress right now: if it succeeds, the article stays published"));
        end(session, console(), story, acts, result.givenUp().generations());
    }

    private static String name(Reservation r) {
        return r.order().step() + " of " + r.order().run();
    }

    private static String name(Item item) {
        return "publication " + item.parcel().step() + " of " + item.parcel().run() + " on "
                + item.parcel().site();
    }

    @Override
    void part(StoreSession session, String run, Predicate<Reservation> generation, Predicate<Item> publication) {
        RunRecords story = story(session, run);
        List<Reservation> generations =
                story.reservations().stream().filter(generation).toList();
        ActionResults acts = new ActionResults();
        Reservations reservations = new Reservations(session.context(), ACTOR);
        generations.forEach(r -> acts.add(
                "abandoned " + name(r), name(r), reservations.apply(r.order().key(), new ReservationEvent.Abandon())));
        Items outbox = new Items(session.context(), ACTOR);
        story.items().stream()
                .filter(publication)
                .forEach(item -> acts.add(
                        "abandoned " + name(item),
                        name(item),
                        outbox.apply(item.parcel().fingerprint(), new ItemEvent.Abandon())));
        Console voice = console();
        end(session, voice, story, acts, generations);
        voice.say("the next reclaim tick wakes the run"
                + (generations.isEmpty()
                        ? ", which can end without this publication"
                        : "; a step that needs this text then fails"));
    }

    private void end(
            StoreSession session, Console voice, RunRecords story, ActionResults acts, List<Reservation> generations) {
        long risk = cancel(session, voice, story, generations);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("atRiskMicroUsd", risk);
        acts.tell(voice, map);
        if (risk > 0) {
            voice.say("the vendor may still bill " + Usd.of(risk) + "; ticks check until the charge is known");
        }
        voice.object(map);
    }

    /** Cancels only what is certainly abandoned. @return what may still be billed */
    private static long cancel(StoreSession session, Console voice, RunRecords story, List<Reservation> generations) {
        RunRecords after = story(session, story.run().id());
        long risk = 0;
        for (Attempt attempt : after.attempts()) {
            boolean given = after.reservations().stream()
                    .anyMatch(r -> r.order().key().equals(attempt.key())
                            && r.state() instanceof Reservation.Abandoned
                            && generations.stream()
                                    .anyMatch(g -> g.order().key().equals(attempt.key())));
            if (!given) {
                continue;
            }
            risk += attempt.riskMicroUsd();
            session.sameGenerator()
                    .ifPresent(generator -> attempt.openHandles().forEach(handle -> {
                        generator.cancel(handle.id());
                        voice.say("asked the vendor to cancel " + handle.id());
                    }));
        }
        return risk;
    }
}

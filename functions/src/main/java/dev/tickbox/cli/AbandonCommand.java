package dev.tickbox.cli;

import dev.tickbox.ledger.Items;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.money.Usd;
import dev.tickbox.operator.AbandonRun;
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
            "Gives up a run, or a part of one, for good.",
            "For a run: the run itself, also while it is driven, and then whatever of it is open.",
            "What is being sent or published right now comes to its end; nothing more is bought or published for it.",
            "What is at the vendor is cancelled there if the vendor is known here; it may be billed all the same, and is looked",
            "at until that is known. What is published stays published."
        },
        footer = {"", "Example: tickbox abandon garden-daily@2026-11-21T06:00Z"})
final class AbandonCommand extends ChangeCommand {
    AbandonCommand(CliEnvironment here) {
        super(here);
    }

    @Override
    UserError isNoRun(String name) {
        return new UserError(name + " names no run; to end it for good, take it out of tickbox.yaml");
    }

    @Override
    void run(StoreSession session, String run) {
        RunRecords story = story(session, run);
        if (story.run().state() instanceof Run.Done || story.run().state() instanceof Run.Deleting) {
            throw new UserError("run " + run + ": it is over; to remove it: " + where.again("forget " + run));
        }
        AbandonRun.Result result = new AbandonRun(session.parts(), ACTOR).of(run);
        ActionResults acts = new ActionResults();
        acts.add("gave up run " + run, result.run());
        result.givenUp().generations().forEach(r -> acts.did("gave up " + name(r)));
        result.givenUp().publications().forEach(item -> acts.did("gave up " + name(item)));
        result.inFlight()
                .generations()
                .forEach(r -> acts.did(name(r)
                        + " is being sent right now: what comes of it is kept and priced, and nothing more is bought"));
        result.inFlight()
                .publications()
                .forEach(item ->
                        acts.did(name(item) + " is under way right now: if the site takes it, it stays published"));
        end(session, console(), story, acts, result.givenUp().generations());
    }

    private static String name(Reservation r) {
        return r.order().step() + " of " + r.order().run();
    }

    private static String name(Item item) {
        return "publishing " + item.parcel().step() + " of " + item.parcel().run() + " on "
                + item.parcel().site();
    }

    @Override
    void part(StoreSession session, String run, Predicate<Reservation> generation, Predicate<Item> publication) {
        RunRecords story = story(session, run);
        List<Reservation> generations =
                story.reservations().stream().filter(generation).toList();
        ActionResults acts = new ActionResults();
        Reservations reservations = new Reservations(session.parts(), ACTOR);
        generations.forEach(r ->
                acts.add("gave up " + name(r), reservations.apply(r.order().key(), new ReservationEvent.Abandon())));
        Items outbox = new Items(session.parts(), ACTOR);
        story.items().stream()
                .filter(publication)
                .forEach(item -> acts.add(
                        "gave up " + name(item), outbox.apply(item.parcel().fingerprint(), new ItemEvent.Abandon())));
        Console voice = console();
        end(session, voice, story, acts, generations);
        voice.say("its run is told by the next reclaim tick; a step that needs it then fails");
    }

    private void end(
            StoreSession session, Console voice, RunRecords story, ActionResults acts, List<Reservation> generations) {
        long risk = cancel(session, voice, story, generations);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("atRiskMicroUsd", risk);
        acts.tell(voice, map);
        if (risk > 0) {
            voice.say("the vendor may still bill " + Usd.of(risk) + "; ticks look until that is known");
        }
        voice.object(map);
    }

    /** Only what was given up for certain is cancelled. @return what may still be billed */
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

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
import dev.tickbox.view.IdResolver;
import dev.tickbox.view.RunRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
final class AbandonCommand implements Callable<Integer> {
    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Parameters(paramLabel = "ID", description = "A run, a reservation or an outbox item; its beginning is enough.")
    private String id = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    AbandonCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        try (StoreSession session = StoreSession.existing(where, here)) {
            Console voice = Console.of(spec, where.json);
            switch (session.named().find(id)) {
                case IdResolver.RunId found -> run(session, voice, RetryCommand.story(session, found.run()));
                case IdResolver.ReservationKey found -> {
                    RunRecords story = RetryCommand.story(session, found.run());
                    some(session, voice, story, generation(story, found.key()), List.of());
                }
                case IdResolver.ItemFingerprint found -> {
                    RunRecords story = RetryCommand.story(session, found.run());
                    some(session, voice, story, List.of(), item(story, found.fingerprint()));
                }
                case IdResolver.JobId found -> throw isNoRun(found.job());
                case IdResolver.SiteId found -> throw isNoRun(found.site());
                case IdResolver.Nothing found -> throw new UserError(found.why());
            }
            return 0;
        }
    }

    private static UserError isNoRun(String name) {
        return new UserError(name + " names no run; to end it for good, take it out of tickbox.yaml");
    }

    private static List<Reservation> generation(RunRecords story, String key) {
        return story.reservations().stream()
                .filter(r -> r.order().key().equals(key))
                .toList();
    }

    private static List<Item> item(RunRecords story, String fingerprint) {
        return story.items().stream()
                .filter(each -> each.parcel().fingerprint().equals(fingerprint))
                .toList();
    }

    private void run(StoreSession session, Console voice, RunRecords story) {
        String run = story.run().id();
        if (story.run().state() instanceof Run.Done || story.run().state() instanceof Run.Deleting) {
            throw new UserError("run " + run + ": it is over; to remove it: " + where.again("forget " + run));
        }
        AbandonRun.Result result = new AbandonRun(session.parts(), RetryCommand.ACTOR).of(run);
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
        end(session, voice, story, acts, result.givenUp().generations());
    }

    private static String name(Reservation r) {
        return r.order().step() + " of " + r.order().run();
    }

    private static String name(Item item) {
        return "publishing " + item.parcel().step() + " of " + item.parcel().run() + " on "
                + item.parcel().site();
    }

    private void some(
            StoreSession session, Console voice, RunRecords story, List<Reservation> generations, List<Item> items) {
        ActionResults acts = new ActionResults();
        give(session, acts, generations, items);
        end(session, voice, story, acts, generations);
        voice.say("its run is told by the next reclaim tick; a step that needs it then fails");
    }

    private static void give(
            StoreSession session, ActionResults acts, List<Reservation> generations, List<Item> items) {
        Reservations reservations = new Reservations(session.parts(), RetryCommand.ACTOR);
        generations.forEach(r ->
                acts.add("gave up " + name(r), reservations.apply(r.order().key(), new ReservationEvent.Abandon())));
        Items outbox = new Items(session.parts(), RetryCommand.ACTOR);
        items.forEach(item ->
                acts.add("gave up " + name(item), outbox.apply(item.parcel().fingerprint(), new ItemEvent.Abandon())));
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
        RunRecords after = RetryCommand.story(session, story.run().id());
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

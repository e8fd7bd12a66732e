package dev.tickbox.functions.command;

import dev.tickbox.cost.Usd;
import dev.tickbox.functions.telling.Named;
import dev.tickbox.functions.telling.Story;
import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.run.Run;
import dev.tickbox.tick.AbandonRun;
import dev.tickbox.tick.Items;
import dev.tickbox.tick.Reservations;
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
final class Abandon implements Callable<Integer> {
    private final Here here;

    @Mixin
    private Where where = new Where();

    @Parameters(paramLabel = "ID", description = "A run, a reservation or an outbox item; its beginning is enough.")
    private String id = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Abandon(Here here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        try (Session session = Session.existing(where, here)) {
            Voice voice = Voice.of(spec, where.json);
            switch (session.named().find(id)) {
                case Named.RunId found -> run(session, voice, Retry.story(session, found.run()));
                case Named.ReservationKey found -> {
                    Story story = Retry.story(session, found.run());
                    some(session, voice, story, generation(story, found.key()), List.of());
                }
                case Named.ItemFingerprint found -> {
                    Story story = Retry.story(session, found.run());
                    some(session, voice, story, List.of(), item(story, found.fingerprint()));
                }
                case Named.JobId found -> throw isNoRun(found.job());
                case Named.SiteId found -> throw isNoRun(found.site());
                case Named.Nothing found -> throw new Complaint(found.why());
            }
            return 0;
        }
    }

    private static Complaint isNoRun(String name) {
        return new Complaint(name + " names no run; to end it for good, take it out of tickbox.yaml");
    }

    private static List<Reservation> generation(Story story, String key) {
        return story.reservations().stream()
                .filter(r -> r.order().key().equals(key))
                .toList();
    }

    private static List<Item> item(Story story, String fingerprint) {
        return story.items().stream()
                .filter(each -> each.parcel().fingerprint().equals(fingerprint))
                .toList();
    }

    private void run(Session session, Voice voice, Story story) {
        String run = story.run().id();
        if (story.run().state() instanceof Run.Done || story.run().state() instanceof Run.Deleting) {
            throw new Complaint("run " + run + ": it is over; to remove it: " + where.again("forget " + run));
        }
        AbandonRun.Result result = new AbandonRun(session.parts(), Retry.ACTOR).of(run);
        Acts acts = new Acts();
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

    private void some(Session session, Voice voice, Story story, List<Reservation> generations, List<Item> items) {
        Acts acts = new Acts();
        give(session, acts, generations, items);
        end(session, voice, story, acts, generations);
        voice.say("its run is told by the next reclaim tick; a step that needs it then fails");
    }

    private static void give(Session session, Acts acts, List<Reservation> generations, List<Item> items) {
        Reservations reservations = new Reservations(session.parts(), Retry.ACTOR);
        generations.forEach(r -> acts.add(
                "gave up " + name(r),
                reservations.apply(r.order().key(), new dev.tickbox.reservation.Event.Abandon())));
        Items outbox = new Items(session.parts(), Retry.ACTOR);
        items.forEach(item -> acts.add(
                "gave up " + name(item),
                outbox.apply(item.parcel().fingerprint(), new dev.tickbox.outbox.Event.Abandon())));
    }

    private void end(Session session, Voice voice, Story story, Acts acts, List<Reservation> generations) {
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
    private static long cancel(Session session, Voice voice, Story story, List<Reservation> generations) {
        Story after = Retry.story(session, story.run().id());
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

package dev.tickbox.functions.command;

import dev.tickbox.content.Definition;
import dev.tickbox.functions.telling.ContentChange;
import dev.tickbox.functions.telling.Named;
import dev.tickbox.functions.telling.Story;
import dev.tickbox.functions.telling.Way;
import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.tick.Changes;
import dev.tickbox.tick.ContentSwitch;
import dev.tickbox.tick.Lanes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code retry --current-content}: lets a run go on with today's content, and tries again what that leaves as it is. */
final class RetryCurrent {
    private final Session session;
    private final Voice voice;

    RetryCurrent(Session session, Voice voice) {
        this.session = session;
        this.voice = voice;
    }

    void of(Named.Found found) {
        switch (found) {
            case Named.RunId f -> run(f.run());
            case Named.ReservationKey f -> run(f.run());
            case Named.ItemFingerprint f -> run(f.run());
            case Named.JobId f -> throw Retry.isNoRun(session.where, f.job());
            case Named.SiteId f -> throw Retry.isNoRun(session.where, f.site());
            case Named.Nothing f -> throw new Complaint(f.why());
        }
    }

    private void run(String run) {
        session.follow();
        Definition today = session.definitions().current().orElseThrow();
        Story story = Retry.story(session, run);
        Optional<ContentChange> change = ContentChange.of(session.store, session.estimate(), story, Optional.of(today));
        OptionalLong cost = change.map(ContentChange::cost).orElse(OptionalLong.of(0));
        change.ifPresent(each -> voice.say(Way.price(cost, "this buys nothing", "this may cost at most about ")));
        ContentSwitch.Switched switched = switch (new ContentSwitch(session.parts(), Retry.ACTOR).to(today, run)) {
            case Changes.Made<ContentSwitch.Switched> made -> made.now();
            case Changes.NotMade<ContentSwitch.Switched> not -> throw refused(run, not.why());
            case Changes.Absent<ContentSwitch.Switched> gone -> throw new Complaint("run " + run + " is being removed");
        };
        Map<String, Object> map = new LinkedHashMap<>();
        cost.ifPresent(microUsd -> map.put("mayCostMicroUsd", microUsd));
        map.put("run", run);
        map.put("definition", today.sha());
        map.put("madeWith", switched.run().madeWith().orElse(today.sha()));
        Acts acts = new Acts();
        acts.did("run " + run + " goes on with today's content, " + Story.brief(today.sha()));
        change.ifPresent(each -> told(each, story, switched.replaced(), acts));
        tryNow(switched.replaced());
        rest(story, change, switched.replaced(), acts);
        acts.tell(voice, map);
        voice.say("at once with: " + session.where.again("tick"));
        voice.object(map);
    }

    private Complaint refused(String run, String why) {
        return new Complaint("run " + run + ": " + why + "; see: " + session.where.again("explain " + run));
    }

    /** Step by step, what takes the new request and what stays. */
    private static void told(ContentChange change, Story story, List<Reservation> replaced, Acts acts) {
        replaced.forEach(r -> {
            List<String> fields = change.of(r);
            acts.did(r.order().step() + " is not bought as it was asked for; "
                    + (fields.isEmpty()
                            ? "its class says what is"
                            : "in today's content: " + String.join(", ", fields)));
        });
        for (Reservation r : story.reservations()) {
            switch (r.state()) {
                case Reservation.Collected s -> acts.did(r.order().step() + " stays as it is: its text is kept");
                case Reservation.Submitting s -> acts.did(waitedFor(r));
                case Reservation.Uncertain s -> acts.did(waitedFor(r));
                case Reservation.Submitted s -> acts.did(waitedFor(r));
                case Reservation.Reserved s -> {}
                case Reservation.Stuck s -> {}
                case Reservation.Abandoned s -> {}
            }
        }
    }

    private static String waitedFor(Reservation r) {
        return r.order().step() + " is at the vendor, or may be, as it was asked for: it is waited for and used";
    }

    private void tryNow(List<Reservation> replaced) {
        Lanes lanes = new Lanes(session.parts());
        replaced.stream().map(r -> r.order().lane()).distinct().forEach(lanes::tryNow);
    }

    /** What today's content asks for in the very same way is tried again as ever. */
    private void rest(Story story, Optional<ContentChange> change, List<Reservation> replaced, Acts acts) {
        List<String> gone = replaced.stream().map(r -> r.order().key()).toList();
        List<Reservation> same = story.reservations().stream()
                .filter(r -> r.state() instanceof Reservation.Stuck || Retry.isPutOff(session, r))
                .filter(r -> !gone.contains(r.order().key()))
                .toList();
        List<Item> items = story.items().stream()
                .filter(item -> item.state() instanceof Item.Stuck)
                .filter(item -> change.map(each -> each.publishes(item)).orElse(false))
                .toList();
        Retry.again(session, acts, same, items);
    }
}

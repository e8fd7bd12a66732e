package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.ledger.Change;
import dev.tickbox.operator.ContentSwitch;
import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.tick.submit.Lanes;
import dev.tickbox.view.Actions.Action;
import dev.tickbox.view.ContentChange;
import dev.tickbox.view.RunRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code retry --current-content}: continues a run with the current content, and retries what the content leaves unchanged. */
final class RetryCurrentContent {
    private final StoreSession session;
    private final Console voice;

    RetryCurrentContent(StoreSession session, Console voice) {
        this.session = session;
        this.voice = voice;
    }

    void run(String run) {
        session.follow();
        Definition today = session.definitions().current().orElseThrow();
        RunRecords story = RetryCommand.story(session, run);
        Optional<ContentChange> change = ContentChange.of(session.store, session.estimate(), story, Optional.of(today));
        OptionalLong cost = change.map(ContentChange::cost).orElse(OptionalLong.of(0));
        change.ifPresent(each -> voice.say(Action.price(cost, "this buys nothing", "this may cost at most about ")));
        ContentSwitch.Switched switched = switch (new ContentSwitch(session.context(), RetryCommand.ACTOR)
                .to(today, run)) {
            case Change.Made<ContentSwitch.Switched> made -> made.now();
            case Change.NotMade<ContentSwitch.Switched> not -> throw refused(run, not.why());
            case Change.Absent<ContentSwitch.Switched> gone -> throw new UserError("run " + run + " is being removed");
        };
        Map<String, Object> map = new LinkedHashMap<>();
        cost.ifPresent(microUsd -> map.put("mayCostMicroUsd", microUsd));
        map.put("run", run);
        map.put("definition", today.sha());
        map.put("madeWith", switched.run().madeWith().orElse(today.sha()));
        ActionResults acts = new ActionResults();
        acts.did("run " + run + " continues with the current content, " + RunRecords.brief(today.sha()));
        change.ifPresent(each -> told(each, story, switched.replaced(), acts));
        tryNow(switched.replaced());
        rest(story, change, switched.replaced(), acts);
        acts.tell(voice, map);
        voice.say("to do it now: " + session.where.again("tick"));
        voice.object(map);
    }

    private UserError refused(String run, String why) {
        return new UserError("run " + run + ": " + why + "; for details: " + session.where.again("explain " + run));
    }

    /** Which steps get a new request, and which stay. */
    private static void told(ContentChange change, RunRecords story, List<Reservation> replaced, ActionResults acts) {
        replaced.forEach(r -> {
            List<String> fields = change.of(r);
            acts.did(r.order().step() + ": the stored request is dropped; "
                    + (fields.isEmpty()
                            ? "the Java class makes a new one"
                            : "the current content differs in: " + String.join(", ", fields)));
        });
        for (Reservation r : story.reservations()) {
            switch (r.state()) {
                case Reservation.Collected s -> acts.did(r.order().step() + ": its text is stored and stays");
                case Reservation.Submitting _, Reservation.Uncertain _, Reservation.Submitted _ ->
                    acts.did(waitedFor(r));
                case Reservation.Reserved _, Reservation.Stuck _, Reservation.Abandoned _ -> {}
            }
        }
    }

    private static String waitedFor(Reservation r) {
        return r.order().step() + ": the request is or may be at the vendor; its result will be used";
    }

    private void tryNow(List<Reservation> replaced) {
        Lanes lanes = new Lanes(session.context());
        replaced.stream().map(r -> r.order().lane()).distinct().forEach(lanes::tryNow);
    }

    /** Retries the requests that are the same in the current content. */
    private void rest(
            RunRecords story, Optional<ContentChange> change, List<Reservation> replaced, ActionResults acts) {
        List<String> gone = replaced.stream().map(r -> r.order().key()).toList();
        List<Reservation> same = story.reservations().stream()
                .filter(r -> r.state() instanceof Reservation.Stuck || RetryCommand.isPutOff(session, r))
                .filter(r -> !gone.contains(r.order().key()))
                .toList();
        List<Item> items = story.items().stream()
                .filter(item -> item.state() instanceof Item.Stuck)
                .filter(item -> change.map(each -> each.publishes(item)).orElse(false))
                .toList();
        RetryCommand.again(session, acts, same, items);
    }
}

package dev.tickbox.outbox;

import dev.tickbox.Limits;
import dev.tickbox.outbox.Item.Abandoned;
import dev.tickbox.outbox.Item.Calls;
import dev.tickbox.outbox.Item.Claimed;
import dev.tickbox.outbox.Item.Pending;
import dev.tickbox.outbox.Item.Published;
import dev.tickbox.outbox.Item.Reason;
import dev.tickbox.outbox.Item.State;
import dev.tickbox.outbox.Item.Stuck;
import dev.tickbox.outbox.Item.Superseded;
import dev.tickbox.outbox.ItemDecision.Already;
import dev.tickbox.outbox.ItemDecision.Conflict;
import dev.tickbox.outbox.ItemDecision.Illegal;
import dev.tickbox.outbox.ItemDecision.Moved;
import java.time.Instant;
import java.util.Optional;

/** The one transition function of the generation outbox: every state with every event. */
public record ItemTransitions(Limits limits) {
    /** How the cause of a failure that is tried again begins. */
    public static final String TRIED_AGAIN = "not published, will be tried again: ";

    public ItemDecision apply(Item item, ItemEvent event, Instant now) {
        return switch (event) {
            case ItemEvent.Claim e -> claim(item, e, now);
            case ItemEvent.Shown e -> shown(item, e, now);
            case ItemEvent.Failed e -> failed(item, e, now);
            case ItemEvent.Refused e -> refused(item, e);
            case ItemEvent.Called e -> called(item, now);
            case ItemEvent.Released e -> released(item, e, now);
            case ItemEvent.LeaseOver e -> leaseOver(item, now);
            case ItemEvent.Supersede e -> supersede(item, now);
            case ItemEvent.Woken e -> woken(item);
            case ItemEvent.Retry e -> retry(item, e, now);
            case ItemEvent.Abandon e -> abandon(item, now);
            case ItemEvent.Withdraw e -> withdraw(item, now);
        };
    }

    /** A claim whose lease is over may be taken over: a late effect of the old owner loses at the site. */
    private static ItemDecision claim(Item item, ItemEvent.Claim e, Instant now) {
        State claimed = new Claimed(e.owner(), e.leaseUntil());
        // A publisher came, so the wait for one begins anew; and the time before the first try is no outage.
        Instant since = item.failures() == 0 ? now : item.openSince();
        Item taken =
                new Item(item.parcel(), item.cleared(), Calls.NONE, since, item.failures(), item.retriedAt(), claimed);
        Item takenOver = new Item(
                item.parcel(),
                item.cleared(),
                Calls.NONE,
                item.openSince(),
                item.failures() + 1,
                Optional.of(now),
                claimed);
        return switch (item.state()) {
            case Pending s when s.due().isAfter(now) -> new Conflict("due");
            case Pending s -> new Moved(taken, "claimed by a publisher");
            case Claimed s when s.owner().equals(e.owner()) -> new Already();
            case Claimed s when s.leaseUntil().isAfter(now) -> new Conflict("owner");
            case Claimed s -> new Moved(takenOver, "taken over: the previous publisher did not report");
            case Published _, Stuck _, Superseded _, Abandoned _ -> new Conflict("state");
        };
    }

    /** A receipt is evidence: whoever brings it, and whenever, the site shows the item. */
    private static ItemDecision shown(Item item, ItemEvent.Shown e, Instant now) {
        Moved moved = new Moved(item.to(new Published(e.url(), e.proof(), Optional.of(now))), "published: " + e.url());
        return switch (item.state()) {
            case Published s -> new Already();
            case Pending _, Claimed _, Stuck _, Superseded _, Abandoned _ -> moved;
        };
    }

    private ItemDecision failed(Item item, ItemEvent.Failed e, Instant now) {
        return switch (item.state()) {
            case Claimed s when !s.owner().equals(e.owner()) -> new Conflict("owner");
            case Claimed s -> again(item, e.why(), now);
            case Pending s -> new Conflict("state");
            case Published _, Stuck _, Superseded _, Abandoned _ -> new Already();
        };
    }

    private ItemDecision again(Item item, String why, Instant now) {
        int failures = item.failures() + 1;
        Item counted = new Item(
                item.parcel(),
                item.cleared(),
                item.called(),
                item.openSince(),
                failures,
                Optional.of(now),
                item.state());
        if (limits.isPublishOutage(item.openSince(), now, failures)) {
            return new Moved(
                    counted.to(new Stuck(
                            Reason.OUTAGE, "failing since " + item.openSince() + "; the last failure: " + why)),
                    why);
        }
        Instant due = now.plus(limits.backoff(item.parcel().fingerprint(), item.failures()));
        return new Moved(counted.to(new Pending(due)), TRIED_AGAIN + why);
    }

    private static ItemDecision refused(Item item, ItemEvent.Refused e) {
        return switch (item.state()) {
            case Claimed s when !s.owner().equals(e.owner()) -> new Conflict("owner");
            case Claimed s -> new Moved(item.to(new Stuck(Reason.REFUSED, e.why())), e.why());
            case Pending s -> new Conflict("state");
            case Published _, Stuck _, Superseded _, Abandoned _ -> new Already();
        };
    }

    /** Nobody comes for it: after a day of calls a person decides, and only hours in which somebody called make that day. */
    private ItemDecision called(Item item, Instant now) {
        return switch (item.state()) {
            case Pending s when !item.called().countsAt(now) -> new Already();
            case Pending s -> {
                Item counted = item.called(now);
                long hours = limits.publish().unclaimed().toHours();
                boolean enough = counted.called().hours() > hours;
                String why = "no publisher took it in " + hours + " hours of calls";
                yield enough
                        ? new Moved(counted.to(new Stuck(Reason.NO_PUBLISHER, why)), why)
                        : new Moved(counted, "its publisher was called");
            }
            case Claimed _, Published _, Stuck _, Superseded _, Abandoned _ -> new Already();
        };
    }

    /** Nothing was begun, so nothing failed. */
    private static ItemDecision released(Item item, ItemEvent.Released e, Instant now) {
        return switch (item.state()) {
            case Claimed s when !s.owner().equals(e.owner()) -> new Conflict("owner");
            case Claimed s -> new Moved(item.to(new Pending(now)), e.why());
            case Pending _, Published _, Stuck _, Superseded _, Abandoned _ -> new Already();
        };
    }

    /** A publisher that dies of what it publishes must not be called for ever: not reporting is a failure like another. */
    private ItemDecision leaseOver(Item item, Instant now) {
        return switch (item.state()) {
            case Claimed s when now.isBefore(s.leaseUntil()) -> new Conflict("lease");
            case Claimed s -> again(item, "its publisher did not report in time", now);
            case Pending _, Published _, Stuck _, Superseded _, Abandoned _ -> new Already();
        };
    }

    private static ItemDecision supersede(Item item, Instant now) {
        Moved moved = new Moved(item.to(new Superseded(Optional.of(now))), "a newer edition replaced it");
        return switch (item.state()) {
            case Pending _, Claimed _, Stuck _ -> moved;
            case Published _, Superseded _, Abandoned _ -> new Already();
        };
    }

    private static ItemDecision woken(Item item) {
        return switch (item.state()) {
            case Published s
            when s.wake().isPresent() ->
                new Moved(item.to(new Published(s.url(), s.proof(), Optional.empty())), "its run was woken");
            case Superseded s
            when s.wake().isPresent() -> new Moved(item.to(new Superseded(Optional.empty())), "its run was woken");
            case Abandoned s
            when s.wake().isPresent() -> new Moved(item.to(new Abandoned(Optional.empty())), "its run was woken");
            case Published _, Superseded _, Abandoned _, Pending _, Claimed _, Stuck _ -> new Already();
        };
    }

    private static ItemDecision retry(Item item, ItemEvent.Retry e, Instant now) {
        Item anew = new Item(
                item.parcel(),
                e.asItIs() ? Optional.of(Cleared.AS_IT_IS) : item.cleared(),
                Calls.NONE,
                now,
                0,
                item.state() instanceof Stuck ? Optional.of(now) : item.retriedAt(),
                new Pending(now));
        return switch (item.state()) {
            case Stuck _, Pending _ ->
                new Moved(anew, e.asItIs() ? "to be published as it is, by operator" : "retried by operator");
            case Claimed s -> new Illegal("it is being published right now");
            case Published s -> new Illegal("it is already published: " + s.url());
            case Superseded s -> new Illegal("a newer edition replaced it");
            case Abandoned s -> new Illegal("it is abandoned, which is final");
        };
    }

    private static ItemDecision abandon(Item item, Instant now) {
        Moved moved = new Moved(item.to(new Abandoned(Optional.of(now))), "abandoned by operator");
        return switch (item.state()) {
            case Pending _, Stuck _ -> moved;
            case Claimed s -> new Illegal("it is being published right now; try again in a few minutes");
            case Published s -> new Illegal("it is already published: " + s.url());
            case Superseded _, Abandoned _ -> new Already();
        };
    }

    /** What is being published right now is waited for. */
    private static ItemDecision withdraw(Item item, Instant now) {
        Moved moved = new Moved(item.to(new Abandoned(Optional.of(now))), "its run was abandoned");
        return switch (item.state()) {
            case Pending _, Stuck _ -> moved;
            case Claimed _, Published _, Superseded _, Abandoned _ -> new Already();
        };
    }
}

package dev.tickbox.notice;

import dev.tickbox.Limits;
import dev.tickbox.notice.ChannelDecision.Already;
import dev.tickbox.notice.ChannelDecision.Conflict;
import dev.tickbox.notice.ChannelDecision.Moved;
import dev.tickbox.notice.ChannelEvent.Subject;
import dev.tickbox.notice.ToldChannel.Idle;
import dev.tickbox.notice.ToldChannel.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The one transition function of a channel: every state with every event. A channel is never stuck, and no event of it is for a person. */
public record ChannelTransitions(Limits limits) {
    /** The cause of a look that has nothing to tell. */
    public static final String LOOKED = "a tick looked at it";

    /** A reminder of what still waits comes no earlier than this after the message before. */
    private static final Duration REMINDER = Duration.ofDays(1);

    /** No due time is further away, unless the clock has gone back. */
    private static final Duration LONGEST = Duration.ofDays(2);

    /** More than this is not remembered where more waits than is looked through. */
    private static final int REMEMBERED = 500;

    public ChannelDecision apply(ToldChannel channel, ChannelEvent event, Instant now) {
        return switch (event) {
            case ChannelEvent.Look e -> isDue(channel.state(), now) ? look(channel, e, now) : new Conflict("due");
            case ChannelEvent.Take e -> take(channel, e, now);
            case ChannelEvent.Sent e -> sent(channel, e, now);
            case ChannelEvent.Failed e -> failed(channel, e);
        };
    }

    public static boolean isDue(ToldChannel.State state, Instant now) {
        return !state.due().isAfter(now) || state.due().isAfter(now.plus(LONGEST));
    }

    private ChannelDecision look(ToldChannel channel, ChannelEvent.Look e, Instant now) {
        boolean briefIsDue =
                e.waiting().brief().filter(channel.briefedFor()::isBefore).isPresent();
        return switch (channel.state()) {
            case Idle s when !briefIsDue && isTooSoon(channel, now) -> rest(channel, channel.told(), now);
            case Idle s ->
                tell(channel, Set.of(), e, now)
                        .orElseGet(() -> rest(channel, Waiting.without(channel.told(), gone(channel, e)), now));
            // A brief says how things stood at its time; a later one takes its place.
            case Pending s when s.message().topic() == Topic.BRIEF && !briefIsDue -> new Already();
            case Pending s when s.message().covers().equals(covered(channel, e)) && !briefIsDue -> new Already();
            case Pending s ->
                // If it was tried, it may have arrived: what it says is news when it is gone, and not told as long as
                // it waits.
                tell(channel, s.tries() == 0 ? Set.of() : s.message().covers(), e, now)
                        .map(moved -> withTries(moved, s))
                        .orElseGet(() -> rest(channel, Waiting.without(channel.told(), gone(channel, e)), now));
        };
    }

    /** The pauses grow for the channel, not for one message. */
    private static Moved withTries(Moved moved, Pending before) {
        Pending next = (Pending) moved.channel().state();
        return new Moved(
                moved.channel().to(new Pending(next.message(), before.tries(), before.why(), next.due())),
                moved.cause());
    }

    /** @param maybe what may have been told beside what certainly was */
    private Optional<Moved> tell(ToldChannel channel, Set<String> maybe, ChannelEvent.Look e, Instant now) {
        Waiting waiting = e.waiting();
        Set<String> fresh = fresh(channel, e);
        Set<String> gone = gone(channel, e);
        if (waiting.brief().filter(channel.briefedFor()::isBefore).isPresent()) {
            ToldChannel briefed = new ToldChannel(
                    channel.id(),
                    channel.told(),
                    channel.toldAt(),
                    waiting.brief().get(),
                    channel.state());
            return Optional.of(message(briefed, e, new Subject(Topic.BRIEF, fresh, gone), now));
        }
        if (!fresh.isEmpty()) {
            Topic topic = fresh.stream().allMatch(Waiting::isBudget) ? Topic.BUDGET : Topic.NEEDS_YOU;
            return Optional.of(message(channel, e, new Subject(topic, fresh, gone), now));
        }
        Set<String> over =
                Waiting.together(gone, waiting.isAll() ? Waiting.without(maybe, waiting.things()) : Set.of());
        if (e.topics().contains(Topic.RECOVERED) && over.stream().anyMatch(Waiting::isTrouble)) {
            return Optional.of(message(channel, e, new Subject(Topic.RECOVERED, fresh, over), now));
        }
        return e.topics().contains(Topic.NEEDS_YOU) && !waiting.isNothing() && isLongAgo(channel, now)
                ? Optional.of(message(channel, e, new Subject(Topic.NEEDS_YOU, fresh, gone), now))
                : Optional.empty();
    }

    private static Moved message(ToldChannel channel, ChannelEvent.Look e, Subject subject, Instant now) {
        Message message = new Message(
                e.id(), subject.topic(), covered(channel, e), e.texts().apply(subject), now);
        return new Moved(
                channel.to(new Pending(message, 0, Optional.empty(), now)),
                "to tell: " + subject.topic().word());
    }

    /** Nothing is told now. What is gone is forgotten, so that it is news when it comes again; but not soon after a message. */
    private Moved rest(ToldChannel channel, Set<String> told, Instant now) {
        return new Moved(
                new ToldChannel(
                        channel.id(),
                        told,
                        channel.toldAt(),
                        channel.briefedFor(),
                        new Idle(now.plus(limits.notice().look()))),
                LOOKED);
    }

    private static Set<String> fresh(ToldChannel channel, ChannelEvent.Look e) {
        Set<String> fresh = new TreeSet<>();
        for (String thing : e.waiting().things()) {
            Topic topic = Waiting.isBudget(thing) ? Topic.BUDGET : Topic.NEEDS_YOU;
            if (e.topics().contains(topic) && !channel.told().contains(thing)) {
                fresh.add(thing);
            }
        }
        return fresh;
    }

    private static Set<String> gone(ToldChannel channel, ChannelEvent.Look e) {
        return e.waiting().isAll() ? Waiting.without(channel.told(), e.waiting().things()) : Set.of();
    }

    /** What a message tells of. Where not all is known that waits, what was told before stays told. */
    private static Set<String> covered(ToldChannel channel, ChannelEvent.Look e) {
        Set<String> all = e.waiting().things();
        return e.waiting().isAll() || channel.told().size() > REMEMBERED
                ? Set.copyOf(all)
                : Waiting.together(all, channel.told());
    }

    private boolean isTooSoon(ToldChannel channel, Instant now) {
        return channel.toldAt()
                .filter(at -> !at.isAfter(now) && at.plus(limits.notice().gap()).isAfter(now))
                .isPresent();
    }

    private static boolean isLongAgo(ToldChannel channel, Instant now) {
        return channel.toldAt()
                .filter(at -> Duration.between(at, now).abs().compareTo(REMINDER) < 0)
                .isEmpty();
    }

    private ChannelDecision take(ToldChannel channel, ChannelEvent.Take e, Instant now) {
        return switch (channel.state()) {
            case Idle s -> new Already();
            case Pending s when !s.message().id().equals(e.message()) -> new Already();
            case Pending s when !isDue(s, now) -> new Conflict("due");
            case Pending s ->
                new Moved(
                        channel.to(new Pending(
                                s.message(),
                                s.tries() + 1,
                                s.why(),
                                now.plus(limits.noticePause(channel.id(), s.tries())))),
                        "try " + (s.tries() + 1));
        };
    }

    private ChannelDecision sent(ToldChannel channel, ChannelEvent.Sent e, Instant now) {
        return switch (channel.state()) {
            case Idle s -> new Already();
            case Pending s when !s.message().id().equals(e.message()) -> new Already();
            case Pending s ->
                new Moved(
                        new ToldChannel(
                                channel.id(),
                                s.message().covers(),
                                Optional.of(now),
                                channel.briefedFor(),
                                new Idle(now.plus(limits.notice().look()))),
                        "told: " + s.message().topic().word());
        };
    }

    private static ChannelDecision failed(ToldChannel channel, ChannelEvent.Failed e) {
        return switch (channel.state()) {
            case Idle s -> new Already();
            case Pending s when !s.message().id().equals(e.message()) -> new Already();
            case Pending s ->
                new Moved(
                        channel.to(new Pending(s.message(), s.tries(), Optional.of(e.why()), s.due())),
                        "not delivered: " + e.why());
        };
    }
}

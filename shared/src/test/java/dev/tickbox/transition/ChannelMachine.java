package dev.tickbox.transition;

import dev.tickbox.Limits;
import dev.tickbox.notice.ChannelDecision;
import dev.tickbox.notice.ChannelEvent;
import dev.tickbox.notice.ChannelTransitions;
import dev.tickbox.notice.Message;
import dev.tickbox.notice.ToldChannel;
import dev.tickbox.notice.Topic;
import dev.tickbox.notice.Waiting;
import dev.tickbox.transition.Facets.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Samples of channels. */
final class ChannelMachine implements Machine {
    static final Instant NOW = RunMachine.NOW;
    static final String A = "runs/a";
    static final String B = "runs/b";
    private static final Instant BRIEFED = NOW.minus(Duration.ofHours(20));

    private static final Map<Class<?>, Spec<ToldChannel.State>> STATES = Map.of(
            ToldChannel.Idle.class,
            Spec.of(
                    f -> new ToldChannel.Idle(due(f)),
                    "due: due | not due yet",
                    "told: told nothing | told of a just now | told of a an hour ago | told of a two days ago"),
            ToldChannel.Pending.class,
            Spec.of(
                    f -> new ToldChannel.Pending(
                            message(f.is("about", "to tell of a") ? Topic.NEEDS_YOU : Topic.BRIEF),
                            f.is("tries", "tried") ? 3 : 0,
                            Optional.empty(),
                            due(f)),
                    "due: due | not due yet",
                    "about: to tell of a | a brief",
                    "tries: not tried | tried"));

    private static final Map<Class<?>, Spec<ChannelEvent>> EVENTS = Map.of(
            ChannelEvent.Look.class,
            Spec.of(
                    ChannelMachine::look,
                    "brief: no brief | time for a brief",
                    "wants: told of all | told of new things only",
                    "waits: nothing waits | a waits | a and b wait | b waits, perhaps more | the budget is reached"),
            ChannelEvent.Take.class,
            Spec.of(f -> new ChannelEvent.Take(id(f)), "message: this message | another message"),
            ChannelEvent.Sent.class,
            Spec.of(f -> new ChannelEvent.Sent(id(f)), "message: this message | another message"),
            ChannelEvent.Failed.class,
            Spec.of(f -> new ChannelEvent.Failed(id(f), "503"), "message: this message | another message"));

    private static Instant due(Facets f) {
        return f.is("due", "due") ? RunMachine.EARLIER : RunMachine.SOON;
    }

    private static String id(Facets f) {
        return f.is("message", "this message") ? "m1" : "m0";
    }

    private static Message message(Topic topic) {
        return new Message("m1", topic, Set.of(A), new Message.Text("a waits", List.of()), RunMachine.EARLIER);
    }

    private static ChannelEvent look(Facets f) {
        Set<String> things = switch (f.get("waits")) {
            case "nothing waits" -> Set.of();
            case "a waits" -> Set.of(A);
            case "a and b wait" -> Set.of(A, B);
            case "b waits, perhaps more" -> Set.of(B);
            default -> Set.of(Waiting.BUDGETS + "2026-11-21");
        };
        return new ChannelEvent.Look(
                new Waiting(
                        things,
                        !f.get("waits").endsWith("more"),
                        f.is("brief", "no brief") ? Optional.empty() : Optional.of(NOW.minusSeconds(60))),
                f.is("wants", "told of all") ? EnumSet.allOf(Topic.class) : Set.of(Topic.NEEDS_YOU),
                "m2",
                subject -> new Message.Text(subject.toString(), List.of()));
    }

    private static ToldChannel channel(Facets f, ToldChannel.State state) {
        Optional<Instant> at = switch (f.get("told")) {
            case "told of a just now" -> Optional.of(NOW.minus(Duration.ofMinutes(5)));
            case "told of a two days ago" -> Optional.of(NOW.minus(Duration.ofDays(2)));
            case "told of a an hour ago" -> Optional.of(NOW.minus(Duration.ofHours(1)));
            default -> Optional.empty();
        };
        return new ToldChannel("ops", at.isPresent() ? Set.of(A) : Set.of(), at, BRIEFED, state);
    }

    @Override
    public String name() {
        return "channel";
    }

    @Override
    public Class<?> stateType() {
        return ToldChannel.State.class;
    }

    @Override
    public Class<?> eventType() {
        return ChannelEvent.class;
    }

    @Override
    public Map<Class<?>, ?> stateSpecs() {
        return STATES;
    }

    @Override
    public Map<Class<?>, ?> eventSpecs() {
        return EVENTS;
    }

    @Override
    public List<Try> tries(Class<?> state, Class<?> event) {
        Spec<ToldChannel.State> from = Samples.spec(STATES, state);
        Spec<ChannelEvent> with = Samples.spec(EVENTS, event);
        Map<String, List<String>> choices = new LinkedHashMap<>(from.choices());
        choices.putAll(with.choices());
        return Facets.product(choices, ChannelMachine::isTelling).stream()
                .map(f -> apply(f, channel(f, from.make().apply(f)), with.make().apply(f)))
                .toList();
    }

    /** Without combinations that only repeat others: what is not due changes nothing, and a brief comes whatever waits. */
    private static boolean isTelling(Facets f) {
        boolean isPlain = !f.is("waits", "b waits, perhaps more") && !f.is("waits", "the budget is reached");
        return switch (f.get("brief")) {
            case "time for a brief" ->
                f.is("due", "due") && f.is("wants", "told of all") && f.is("waits", "nothing waits");
            case "no brief" -> isTellingWithoutBrief(f, isPlain);
            default -> true;
        };
    }

    private static boolean isTellingWithoutBrief(Facets f, boolean isPlain) {
        boolean one = f.is("wants", "told of all") && f.is("waits", "a and b wait");
        boolean isOfOne = f.is("due", "due") && !f.is("about", "a brief");
        return one || (isOfOne && (f.is("wants", "told of all") || isPlain));
    }

    private static Try apply(Facets f, ToldChannel channel, ChannelEvent event) {
        return switch (new ChannelTransitions(Limits.STANDARD).apply(channel, event, NOW)) {
            case ChannelDecision.Moved d -> Samples.moved(f, d.channel().state(), Optional.empty(), notes(channel, d));
            case ChannelDecision.Already d -> Samples.stays(f, "already");
            case ChannelDecision.Conflict d -> Samples.stays(f, "conflict(" + d.field() + ")");
        };
    }

    private static List<String> notes(ToldChannel before, ChannelDecision.Moved moved) {
        return switch (moved.channel().state()) {
            case ToldChannel.Pending s when !moved.cause().startsWith("to tell") -> List.of();
            case ToldChannel.Pending s -> List.of(s.message().topic().word());
            case ToldChannel.Idle s when moved.channel().told().equals(before.told()) -> List.of();
            case ToldChannel.Idle s ->
                List.of(
                        moved.channel().told().isEmpty()
                                ? "forgets a"
                                : "knows " + moved.channel().told());
        };
    }
}

package dev.tickbox.transition;

import dev.tickbox.Limits;
import dev.tickbox.outbox.Item;
import dev.tickbox.outbox.ItemDecision;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.outbox.ItemTransitions;
import dev.tickbox.outbox.Parcel;
import dev.tickbox.transition.Facets.Spec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Samples of outbox items. */
final class OutboxMachine implements Machine {
    static final Instant NOW = RunMachine.NOW;
    static final Instant SOON = RunMachine.SOON;
    static final Instant EARLIER = RunMachine.EARLIER;
    static final Parcel PARCEL = new Parcel(
            "fingerprint", "garden", "r", "publish", 1, "a.md", LocalDate.parse("2026-11-21"), EARLIER, "A", "sha");

    private static final ItemTransitions TRANSITIONS = new ItemTransitions(Limits.STANDARD);
    private static final String WAKE = "wake: wake pending | run told";

    private static final Map<Class<?>, Spec<Item.State>> STATES = Map.of(
            Item.Pending.class,
            Spec.of(
                    f -> new Item.Pending(f.is("due", "due") ? EARLIER : SOON),
                    "due: due | not due yet",
                    "called: not called | called this hour | called for a day"),
            Item.Claimed.class,
            Spec.of(
                    f -> new Item.Claimed("me", f.is("lease", "lease over") ? EARLIER : SOON),
                    "lease: lease running | lease over",
                    "age: tried < 72 h | tried > 72 h"),
            Item.Published.class,
            Spec.of(f -> new Item.Published("url", "proof", wake(f)), WAKE),
            Item.Stuck.class,
            Spec.of(f -> new Item.Stuck(Item.Reason.valueOf(f.get("reason")), "why"), reasons()),
            Item.Superseded.class,
            Spec.of(f -> new Item.Superseded(wake(f)), WAKE),
            Item.Abandoned.class,
            Spec.of(f -> new Item.Abandoned(wake(f)), WAKE));

    private static final Map<Class<?>, Spec<ItemEvent>> EVENTS = Map.ofEntries(
            Map.entry(ItemEvent.Claim.class, Spec.of(f -> new ItemEvent.Claim(f.get("by"), SOON), "by: me | another")),
            Map.entry(
                    ItemEvent.Shown.class,
                    Spec.of(f -> new ItemEvent.Shown("url", f.get("proof")), "proof: proof | other proof")),
            Map.entry(
                    ItemEvent.Failed.class, Spec.of(f -> new ItemEvent.Failed(f.get("by"), "503"), "by: me | another")),
            Map.entry(
                    ItemEvent.Refused.class,
                    Spec.of(f -> new ItemEvent.Refused(f.get("by"), "401"), "by: me | another")),
            Map.entry(ItemEvent.Called.class, Spec.of(f -> new ItemEvent.Called())),
            Map.entry(
                    ItemEvent.Released.class,
                    Spec.of(f -> new ItemEvent.Released(f.get("by"), "paused"), "by: me | another")),
            Map.entry(ItemEvent.LeaseOver.class, Spec.of(f -> new ItemEvent.LeaseOver())),
            Map.entry(ItemEvent.Supersede.class, Spec.of(f -> new ItemEvent.Supersede())),
            Map.entry(ItemEvent.Woken.class, Spec.of(f -> new ItemEvent.Woken())),
            Map.entry(
                    ItemEvent.Retry.class,
                    Spec.of(f -> new ItemEvent.Retry(f.is("text", "as it is")), "text: judged again | as it is")),
            Map.entry(ItemEvent.Abandon.class, Spec.of(f -> new ItemEvent.Abandon())),
            Map.entry(ItemEvent.Withdraw.class, Spec.of(f -> new ItemEvent.Withdraw())));

    private static String reasons() {
        return "reason: "
                + String.join(
                        " | ",
                        List.of(Item.Reason.values()).stream().map(Enum::name).toList());
    }

    private static Optional<Instant> wake(Facets f) {
        return f.is("wake", "wake pending") ? Optional.of(EARLIER) : Optional.empty();
    }

    static Item item(Facets f, Item.State state) {
        Item.Calls called = f.is("called", "called this hour")
                ? new Item.Calls(1, Optional.of(EARLIER))
                : f.is("called", "called for a day")
                        ? new Item.Calls(24, Optional.of(NOW.minus(Duration.ofHours(2))))
                        : new Item.Calls(0, Optional.empty());
        Instant since = f.is("age", "tried > 72 h") ? NOW.minus(Duration.ofHours(73)) : NOW.minus(Duration.ofHours(1));
        return new Item(PARCEL, Optional.empty(), called, since, 1, Optional.empty(), state);
    }

    static List<Item> samples() {
        return STATES.values().stream()
                .flatMap(spec -> Facets.product(spec.choices(), f -> true).stream()
                        .map(f -> item(f, spec.make().apply(f))))
                .toList();
    }

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public Class<?> stateType() {
        return Item.State.class;
    }

    @Override
    public Class<?> eventType() {
        return ItemEvent.class;
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
        Spec<Item.State> from = Samples.spec(STATES, state);
        Spec<ItemEvent> with = Samples.spec(EVENTS, event);
        Map<String, List<String>> choices = new LinkedHashMap<>(from.choices());
        choices.putAll(with.choices());
        return Facets.product(choices, f -> true).stream()
                .map(f -> apply(f, item(f, from.make().apply(f)), with.make().apply(f)))
                .toList();
    }

    private static Try apply(Facets f, Item item, ItemEvent event) {
        return switch (TRANSITIONS.apply(item, event, NOW)) {
            case ItemDecision.Moved d -> Samples.moved(f, d.item().state(), reason(d.item()), List.of());
            case ItemDecision.Already d -> Samples.stays(f, "already");
            case ItemDecision.Conflict d -> Samples.stays(f, "conflict(" + d.field() + ")");
            case ItemDecision.Illegal d -> Samples.stays(f, "illegal");
        };
    }

    private static Optional<String> reason(Item item) {
        return item.state() instanceof Item.Stuck s ? Optional.of(s.reason().name()) : Optional.empty();
    }
}

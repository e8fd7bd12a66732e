package dev.tickbox.transition;

import dev.tickbox.Limits;
import dev.tickbox.run.Publications;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunDecision;
import dev.tickbox.run.RunEvent;
import dev.tickbox.run.RunTransitions;
import dev.tickbox.transition.Facets.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Samples of runs. */
final class RunMachine implements Machine {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final Instant SOON = NOW.plusSeconds(60);
    static final Instant EARLIER = NOW.minusSeconds(60);

    private static final RunTransitions TRANSITIONS = new RunTransitions(Limits.STANDARD);

    private static final Map<Class<?>, Spec<Run.State>> STATES = Map.of(
            Run.Runnable.class,
            Spec.of(f -> new Run.Runnable(time(f)), "due: due | not due yet"),
            Run.Driven.class,
            Spec.of(
                    f -> new Run.Driven("me", time(f), f.is("lost", "many lost") ? 9 : 0, Optional.empty()),
                    "lease: lease running | lease over",
                    "lost: few lost | many lost"),
            Run.Waiting.class,
            Spec.of(f -> new Run.Waiting(List.of("r1"), time(f)), "due: due | not due yet"),
            Run.Done.class,
            Spec.of(f -> new Run.Done(ended(f), Publications.NONE), "ended: ended just now | ended long ago"),
            Run.LeftOut.class,
            Spec.of(f -> new Run.LeftOut("worth", "5", ended(f)), "ended: ended just now | ended long ago"),
            Run.Failed.class,
            Spec.of(f -> new Run.Failed("draft", "boom", NOW), "table: table open | table closed"),
            Run.Abandoned.class,
            Spec.of(f -> new Run.Abandoned(ended(f)), "ended: ended just now | ended long ago"),
            Run.Deleting.class,
            Spec.of(f -> new Run.Deleting(NOW)));

    private static final Map<Class<?>, Spec<RunEvent>> EVENTS = Map.ofEntries(
            Map.entry(RunEvent.Claim.class, Spec.of(f -> new RunEvent.Claim(f.get("by"), SOON), "by: me | another")),
            Map.entry(
                    RunEvent.Renew.class,
                    Spec.of(
                            f -> new RunEvent.Renew(f.get("by"), SOON.plusSeconds(60), Optional.of("draft")),
                            "by: me | another")),
            Map.entry(
                    RunEvent.Suspend.class,
                    Spec.of(
                            f -> new RunEvent.Suspend(
                                    f.get("by"),
                                    f.is("wakes", "woken meanwhile") ? 2 : 3,
                                    List.of("r1"),
                                    f.is("until", "until a time") ? Optional.of(SOON) : Optional.empty()),
                            "by: me | another",
                            "wakes: not woken meanwhile | woken meanwhile",
                            "until: until it is woken | until a time")),
            Map.entry(RunEvent.Yield.class, Spec.of(f -> new RunEvent.Yield(f.get("by")), "by: me | another")),
            Map.entry(
                    RunEvent.Finish.class,
                    Spec.of(f -> new RunEvent.Finish(f.get("by"), Publications.NONE), "by: me | another")),
            Map.entry(
                    RunEvent.LeaveOut.class,
                    Spec.of(f -> new RunEvent.LeaveOut(f.get("by"), "worth", "5"), "by: me | another")),
            Map.entry(
                    RunEvent.Fail.class,
                    Spec.of(f -> new RunEvent.Fail(f.get("by"), "draft", "boom"), "by: me | another")),
            Map.entry(RunEvent.Wake.class, Spec.of(f -> new RunEvent.Wake())),
            Map.entry(RunEvent.Told.class, Spec.of(f -> new RunEvent.Told())),
            Map.entry(RunEvent.Lapse.class, Spec.of(f -> new RunEvent.Lapse("notes", "not done within 6h"))),
            Map.entry(RunEvent.Close.class, Spec.of(f -> new RunEvent.Close())),
            Map.entry(RunEvent.Resume.class, Spec.of(f -> new RunEvent.Resume())),
            Map.entry(RunEvent.Redefine.class, Spec.of(f -> new RunEvent.Redefine("newer"))),
            Map.entry(RunEvent.Abandon.class, Spec.of(f -> new RunEvent.Abandon())),
            Map.entry(RunEvent.Delete.class, Spec.of(f -> new RunEvent.Delete())));

    private static Instant time(Facets f) {
        return f.is("due", "due") || f.is("lease", "lease over") ? EARLIER : SOON;
    }

    private static Instant ended(Facets f) {
        return f.is("ended", "ended just now") ? EARLIER : NOW.minus(Duration.ofDays(1));
    }

    /** A row that has ended is untold, but for one whose table is closed. */
    private static Run run(Run.State state, Facets f) {
        Run run = run(state);
        if (f.is("of", "a run")) {
            return run;
        }
        Row open = Row.open("r", "notes", "one", 0, Row.Kept.inline("{}"));
        boolean closed = f.is("table", "table closed");
        boolean untold = run.due().isEmpty() && !closed;
        Row row = new Row(
                open.root(),
                open.step(),
                open.key(),
                open.position(),
                open.columns(),
                Optional.empty(),
                untold ? Optional.of(NOW) : Optional.empty(),
                closed);
        return new Run(
                row.id(),
                run.job(),
                run.site(),
                run.slot(),
                run.definition(),
                run.madeWith(),
                run.takenOver(),
                run.createdAt(),
                run.wakes(),
                run.resumedAt(),
                run.retriedAt(),
                Optional.of(row),
                state);
    }

    static Run run(Run.State state) {
        return new Run(
                "r",
                "garden-daily",
                "garden",
                Optional.empty(),
                "sha",
                Optional.empty(),
                Optional.empty(),
                EARLIER,
                3,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                state);
    }

    static List<Run> samples() {
        return STATES.values().stream()
                .flatMap(spec -> Facets.product(spec.choices(), f -> !f.is("table", "table closed")).stream()
                        .map(f -> run(spec.make().apply(f))))
                .toList();
    }

    @Override
    public String name() {
        return "run";
    }

    @Override
    public Class<?> stateType() {
        return Run.State.class;
    }

    @Override
    public Class<?> eventType() {
        return RunEvent.class;
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
        Spec<Run.State> from = Samples.spec(STATES, state);
        Spec<RunEvent> with = Samples.spec(EVENTS, event);
        Map<String, List<String>> choices = new LinkedHashMap<>(from.choices());
        choices.putAll(with.choices());
        choices.put("of", List.of("a run", "a row"));
        return Facets.product(choices, f -> f.is("of", "a row") || !f.is("table", "table closed")).stream()
                .map(f -> apply(f, run(from.make().apply(f), f), with.make().apply(f)))
                .toList();
    }

    private static Try apply(Facets f, Run run, RunEvent event) {
        return switch (TRANSITIONS.apply(run, event, NOW)) {
            case RunDecision.Moved d ->
                Samples.moved(
                        f,
                        d.run().state(),
                        Optional.empty(),
                        Stream.of(
                                        d.run().wakes() > run.wakes() ? "woken" : "",
                                        d.run().definition().equals(run.definition()) ? "" : "another content")
                                .filter(note -> !note.isEmpty())
                                .toList());
            case RunDecision.Already d -> Samples.stays(f, "already");
            case RunDecision.Conflict d -> Samples.stays(f, "conflict(" + d.field() + ")");
            case RunDecision.Illegal d -> Samples.stays(f, "illegal");
        };
    }
}

package dev.tickbox.transition;

import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Approval.Question;
import dev.tickbox.approval.ApprovalDecision;
import dev.tickbox.approval.ApprovalEvent;
import dev.tickbox.approval.ApprovalTransitions;
import dev.tickbox.approval.ApprovalTransitions.RunStanding;
import dev.tickbox.approval.Lapse;
import dev.tickbox.transition.Facets.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Samples of approvals. */
final class ApprovalMachine implements Machine {
    static final Instant NOW = RunMachine.NOW;
    static final Instant EARLIER = RunMachine.EARLIER;
    private static final Duration WITHIN = Duration.ofHours(9);

    private static final Map<Class<?>, Spec<Approval.State>> STATES = Map.of(
            Approval.Asked.class,
            Spec.of(
                    ApprovalMachine::asked,
                    "lapse: no lapse | dropped at its end | approved at its end | lapse given up after a restoration",
                    "time: not due yet | time left | time over"),
            Approval.Approved.class,
            Spec.of(f -> new Approval.Approved("text", "ana", EARLIER)),
            Approval.Rejected.class,
            Spec.of(f -> new Approval.Rejected("ana", "too long", EARLIER)),
            Approval.Dropped.class,
            Spec.of(f -> new Approval.Dropped(EARLIER)),
            Approval.Superseded.class,
            Spec.of(f -> new Approval.Superseded(EARLIER)),
            Approval.Withdrawn.class,
            Spec.of(f -> new Approval.Withdrawn(EARLIER)));

    private static final Map<Class<?>, Spec<ApprovalEvent>> EVENTS = Map.of(
            ApprovalEvent.Approve.class,
            Spec.of(f -> new ApprovalEvent.Approve(f.get("text"), "ben"), "text: text | edited"),
            ApprovalEvent.Reject.class,
            Spec.of(f -> new ApprovalEvent.Reject("ben", f.get("why")), "why: too long | too short"),
            ApprovalEvent.Look.class,
            Spec.of(
                    f -> new ApprovalEvent.Look(
                            f.is("paused", "paused") ? Optional.empty() : Optional.of(Instant.EPOCH), NOW),
                    "paused: running | paused"),
            ApprovalEvent.LostPast.class,
            Spec.of(f -> new ApprovalEvent.LostPast()),
            ApprovalEvent.Ask.class,
            Spec.of(f -> new ApprovalEvent.Ask(question(Optional.empty()))),
            ApprovalEvent.Supersede.class,
            Spec.of(f -> new ApprovalEvent.Supersede()),
            ApprovalEvent.Withdraw.class,
            Spec.of(f -> new ApprovalEvent.Withdraw()));

    static Question question(Optional<Lapse> lapse) {
        return new Question(
                "id", "r", "ok", "garden-daily", "garden", "A title", "text", Optional.empty(), lapse, EARLIER);
    }

    private static Approval.State asked(Facets f) {
        boolean noLapse = f.get("lapse").startsWith("no") || f.get("lapse").startsWith("lapse given up");
        Duration counted = f.is("time", "time over") ? WITHIN.minusSeconds(30) : Duration.ofHours(1);
        Instant due = f.is("time", "not due yet") ? RunMachine.SOON : EARLIER;
        return new Approval.Asked(counted, EARLIER, noLapse ? Optional.empty() : Optional.of(due));
    }

    private static Approval approval(Facets f, Approval.State state) {
        Optional<Lapse> lapse = f.is("lapse", "no lapse")
                ? Optional.empty()
                : Optional.of(
                        new Lapse(WITHIN, f.get("lapse").startsWith("approved") ? Lapse.End.APPROVE : Lapse.End.DROP));
        return new Approval(question(lapse), state);
    }

    @Override
    public String name() {
        return "approval";
    }

    @Override
    public Class<?> stateType() {
        return Approval.State.class;
    }

    @Override
    public Class<?> eventType() {
        return ApprovalEvent.class;
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
        Spec<Approval.State> from = Samples.spec(STATES, state);
        Spec<ApprovalEvent> with = Samples.spec(EVENTS, event);
        Map<String, List<String>> choices = new LinkedHashMap<>(from.choices());
        choices.putAll(with.choices());
        choices.put("run", List.of("run open", "run ended"));
        return Facets.product(choices, f -> true).stream()
                .map(f ->
                        apply(f, approval(f, from.make().apply(f)), with.make().apply(f)))
                .toList();
    }

    private static Try apply(Facets f, Approval approval, ApprovalEvent event) {
        RunStanding run = f.is("run", "run ended") ? RunStanding.ENDED : RunStanding.OPEN;
        return switch (ApprovalTransitions.apply(approval, event, run, NOW)) {
            case ApprovalDecision.Moved d -> Samples.moved(f, d.approval().state(), Optional.empty(), List.of());
            case ApprovalDecision.Already d -> Samples.stays(f, "already");
            case ApprovalDecision.Conflict d -> Samples.stays(f, "conflict(" + d.field() + ")");
            case ApprovalDecision.Illegal d -> Samples.stays(f, "illegal");
        };
    }
}

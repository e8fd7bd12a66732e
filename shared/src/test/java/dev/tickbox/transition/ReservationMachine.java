package dev.tickbox.transition;

import dev.tickbox.Limits;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.ReservationDecision;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.reservation.ReservationTransitions;
import dev.tickbox.transition.Facets.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The product of the reservation's samples. */
final class ReservationMachine implements Machine {
    static final ReservationTransitions TRANSITIONS = new ReservationTransitions(Limits.STANDARD);

    record Case(Facets facets, Reservation reservation, Attempt attempt, ReservationEvent event) {
        ReservationDecision decide() {
            return TRANSITIONS.apply(reservation, Optional.of(attempt), event, ReservationSamples.NOW);
        }
    }

    @Override
    public String name() {
        return "reservation";
    }

    @Override
    public Class<?> stateType() {
        return Reservation.State.class;
    }

    @Override
    public Class<?> eventType() {
        return ReservationEvent.class;
    }

    @Override
    public Map<Class<?>, ?> stateSpecs() {
        return ReservationSamples.STATES;
    }

    @Override
    public Map<Class<?>, ?> eventSpecs() {
        return ReservationSamples.EVENTS;
    }

    List<Case> cases(Class<?> state, Class<?> event) {
        Spec<Reservation.State> from = Samples.spec(ReservationSamples.STATES, state);
        Spec<ReservationEvent> with = Samples.spec(ReservationSamples.EVENTS, event);
        Map<String, List<String>> choices = new LinkedHashMap<>(from.choices());
        choices.putAll(with.choices());
        if (!ReservationEvent.News.class.isAssignableFrom(event)) {
            choices.remove("waits");
        }
        return Facets.product(choices, f -> AttemptSamples.possible(state, f)).stream()
                .map(f -> new Case(
                        f,
                        ReservationSamples.reservation(f, from.make().apply(f)),
                        AttemptSamples.attempt(state, f),
                        with.make().apply(f)))
                .toList();
    }

    List<Case> cases() {
        return states().stream()
                .flatMap(state -> events().stream().flatMap(event -> cases(state, event).stream()))
                .toList();
    }

    @Override
    public List<Try> tries(Class<?> state, Class<?> event) {
        return cases(state, event).stream().map(ReservationMachine::apply).toList();
    }

    private static Try apply(Case c) {
        return switch (c.decide()) {
            case ReservationDecision.Moved d ->
                d.reservation().equals(c.reservation())
                        ? Samples.stays(c.facets(), "stays; " + String.join(", ", notes(c, d)))
                        : Samples.moved(c.facets(), d.reservation().state(), reason(d.reservation()), notes(c, d));
            case ReservationDecision.Already d -> Samples.stays(c.facets(), "already");
            case ReservationDecision.Conflict d -> Samples.stays(c.facets(), "conflict(" + d.field() + ")");
            case ReservationDecision.Illegal d -> Samples.stays(c.facets(), "illegal");
        };
    }

    private static List<String> notes(Case c, ReservationDecision.Moved d) {
        List<String> notes = new ArrayList<>();
        d.attempt().ifPresent(a -> notes.add("attempt " + a.status()));
        if (c.reservation().attempt() > d.reservation().attempt()) {
            notes.add("number given back");
        }
        if (c.reservation().attempt() < d.reservation().attempt() && c.event() instanceof ReservationEvent.News) {
            notes.add("number taken");
        }
        if (c.reservation().tokenFactor() < d.reservation().tokenFactor()) {
            notes.add("twice the tokens");
        }
        return notes;
    }

    private static Optional<String> reason(Reservation r) {
        return r.state() instanceof Reservation.Stuck s ? Optional.of(s.reason().name()) : Optional.empty();
    }
}

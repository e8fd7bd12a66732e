package dev.tickbox.interleaving;

import dev.tickbox.interleaving.Actor.Fate;
import dev.tickbox.interleaving.Interleaving.Leg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Plays one schedule: who goes on for how many calls, until all have ended. */
final class Conductor {
    /** No effect of the second changed what the first was about to read. */
    static final int NEVER = Integer.MAX_VALUE;

    /** What the first is about to read, with the answer at the moment when it stopped. */
    private record Pending(Supplier<?> read, Object answer) {}

    final Stage stage;
    private final Interleaving schedule;
    private final List<Actor> actors = new ArrayList<>();
    private Optional<Pending> pending = Optional.empty();
    private boolean redundant;
    private int differsAfter = NEVER;

    Conductor(Interleaving schedule, boolean isTold) {
        this.schedule = schedule;
        this.stage = new Stage(schedule.phase().snapshot(), isTold);
        for (Role role : schedule.roles()) {
            String name = (char) ('A' + actors.size()) + "-" + role.name().toLowerCase(Locale.ROOT);
            Actor made = new Actor(name, actor -> role.perform(stage, name, actor), stage.story::add);
            made.afterEffect(() -> compare(made));
            actors.add(made);
        }
    }

    Actor actor(int number) {
        return actors.get(number);
    }

    /** It goes like another schedule, which is played too. */
    boolean redundant() {
        return redundant;
    }

    /** After which of its calls the second had changed what the first was about to read. */
    int differsAfter() {
        return differsAfter;
    }

    /** Gives up where it turns out to go like another schedule. */
    void play() {
        for (Leg leg : schedule.legs()) {
            stage.clock.advance(leg.passes());
            goOn(leg.actor(), leg.calls(), leg.then());
        }
        for (int i = 0; i < actors.size(); i++) {
            goOn(i, Actor.TO_ITS_END, Fate.STOPS);
        }
    }

    private void goOn(int number, int calls, Fate then) {
        Actor actor = actors.get(number);
        redundant |= number == 0 && schedule.isPlain() && sawNothing();
        if (redundant) {
            actor.kill();
            return;
        }
        pending = number == 0 ? Optional.empty() : pending;
        actor.goOn(calls, then);
        if (number == 0 && !actor.ended()) {
            pending = actor.pendingRead().map(read -> new Pending(read, peek(read)));
            differsAfter = pending.isPresent() ? NEVER : 1;
        }
    }

    private Object peek(Supplier<?> read) {
        return stage.chronicle.quietly(read::get);
    }

    /**
     * The first stopped before a read whose answer never changed. A read changes nothing, so whatever the others did meanwhile they would
     * have done as well had it stopped after the read, and the read would have had the same answer: both schedules are one. That holds only
     * at one and the same time, since between two calls a process may look at the clock.
     */
    private boolean sawNothing() {
        return differsAfter == NEVER && pending.isPresent();
    }

    private void compare(Actor acting) {
        if (differsAfter == NEVER
                && pending.filter(each -> !each.answer().equals(peek(each.read())))
                        .isPresent()) {
            differsAfter = acting.calls();
        }
    }
}

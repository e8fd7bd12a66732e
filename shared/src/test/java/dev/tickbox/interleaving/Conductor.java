package dev.tickbox.interleaving;

import dev.tickbox.interleaving.Actor.Fate;
import dev.tickbox.interleaving.Interleaving.Leg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Plays one schedule: who goes on for how many calls, until all have ended. */
final class Conductor {
    final Stage stage;
    private final Interleaving schedule;
    private final List<Actor> actors = new ArrayList<>();

    Conductor(Interleaving schedule, boolean isTold) {
        this.schedule = schedule;
        this.stage = new Stage(schedule.phase().snapshot(), isTold);
        for (Role role : schedule.roles()) {
            String name = (char) ('A' + actors.size()) + "-" + role.name().toLowerCase(Locale.ROOT);
            actors.add(new Actor(name, actor -> role.perform(stage, name, actor), stage.story::add));
        }
    }

    Actor actor(int number) {
        return actors.get(number);
    }

    void play() {
        for (Leg leg : schedule.legs()) {
            stage.clock.advance(leg.passes());
            actors.get(leg.actor()).goOn(leg.calls(), leg.then());
        }
        actors.forEach(actor -> actor.goOn(Actor.TO_ITS_END, Fate.STOPS));
    }
}

package dev.tickbox.interleaving;

import dev.tickbox.Fields;
import dev.tickbox.store.Ref;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.world.Boundary;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Nothing goes wrong any more: ticks as a crontab would start them, and then a person for what waits for one. */
final class Settling {
    /** Pairs of ticks within which all is done that needs no person: the vendor takes less than one pause. */
    static final int PAIRS = 8;

    /** The same where somebody died, or nobody knows what became of a call: leases, listings and graces have to pass. */
    static final int PAIRS_AFTER_A_DEATH = 16;

    private static final Duration PAUSE = Duration.ofMinutes(2);
    private static final int JUMPS_AT_MOST = 100;
    private static final int WORDS_AT_MOST = 3;

    private static final Boundary OPEN = new Boundary() {
        @Override
        public <T> T call(String name, Supplier<T> effect) {
            return effect.get();
        }
    };

    private final Stage stage;
    private final Rest rest;
    private final int pairs;
    private int processes;

    Settling(Stage stage, Interleaving played) {
        this.stage = stage;
        this.rest = new Rest(stage, played.phase().snapshot());
        this.pairs = played.pairs();
    }

    void settle() {
        stage.flaws.allIsWell();
        Role.RESUME.perform(stage, "mender", OPEN);
        pairs(pairs);
        stage.unless(rest.open().isEmpty(), () -> "NOT DONE after " + pairs + " pairs of ticks: " + rest.open());
        stage.unless(rest.orphans().isEmpty(), () -> "ORPHAN: " + rest.orphans());
        stage.unless(rest.asked().isEmpty(), () -> "A PERSON IS ASKED: " + rest.asked());
        for (int word = 1; word <= WORDS_AT_MOST && !rest.waiting().isEmpty(); word++) {
            boolean enough = word == WORDS_AT_MOST;
            rest.waiting().forEach(run -> person(run, enough));
            pairs(PAIRS_AFTER_A_DEATH);
            stage.unless(rest.open().isEmpty(), () -> "NOT DONE after a person's word: " + rest.open());
        }
        comeToRest();
    }

    private void person(String run, boolean enough) {
        TickContext context = stage.context("mender" + ++processes, OPEN);
        stage.story.add("a person: " + (enough ? "abandon " : "retry ") + run);
        if (enough) {
            new Person(context).abandon(run);
        } else {
            new Person(context).retry(run);
            new Person(context).approve(run);
        }
    }

    private void comeToRest() {
        Optional<Instant> due = rest.nextDue();
        for (int i = 0; i < JUMPS_AT_MOST && due.isPresent(); i++) {
            Instant soonest = stage.clock.now().plus(PAUSE);
            Instant next = due.get().isAfter(soonest) ? due.get().plusMillis(1) : soonest;
            stage.clock.advance(Duration.between(stage.clock.now(), next));
            pair();
            due = rest.nextDue();
        }
        stage.unless(rest.nextDue().isEmpty(), () -> "NO REST: " + rest.open());
        Map<Ref, Fields> before = stage.store.contents();
        stage.clock.advance(PAUSE);
        pair();
        stage.unless(before.equals(stage.store.contents()), () -> "ONE MORE TICK changed something");
        rest.check();
    }

    private void pairs(int count) {
        for (int i = 0; i < count; i++) {
            stage.clock.advance(PAUSE);
            pair();
        }
    }

    private void pair() {
        String name = "tick" + ++processes;
        stage.story.add(stage.clock.now() + " " + name);
        stage.heard(name, stage.ticks(name, OPEN).submit());
        stage.heard(name, stage.ticks(name, OPEN).reclaim());
    }
}

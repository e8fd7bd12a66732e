package dev.tickbox.simulation;

import dev.tickbox.Hash;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One history: a function of its seed. */
final class SeededHistory {
    private static final int ACTS = 45;

    private final Universe universe;
    private final Chance chance;
    private final People people;
    private final Optional<Integer> phaseAt;

    private SeededHistory(long seed, boolean isWired) {
        this.universe = new Universe(seed, isWired);
        this.chance = universe.outside.chance;
        this.people = universe.people;
        this.phaseAt =
                chance.perMille(330) ? Optional.of(Math.min(chance.below(ACTS + 30), ACTS - 1)) : Optional.empty();
    }

    /** @param broken what did not hold, if anything */
    record Told(long seed, List<String> story, Optional<Throwable> broken) {
        /** With its last lines only. */
        Told tail(int lines) {
            return new Told(seed, List.copyOf(story.subList(Math.max(0, story.size() - lines), story.size())), broken);
        }

        /** The name of what did not hold. */
        String check() {
            return broken.filter(Broken.class::isInstance)
                    .map(each -> ((Broken) each).check().name())
                    .orElse("THREW");
        }

        /** The same for the same seed. */
        String hash() {
            return Hash.sha256(String.join("\n", story));
        }
    }

    static Told tell(long seed) {
        return tell(seed, false);
    }

    /** @param isWired bought over a socket with the real SDK */
    static Told tell(long seed, boolean isWired) {
        SeededHistory history = new SeededHistory(seed, isWired);
        Optional<Throwable> broken = Optional.empty();
        try {
            history.happen();
            new Ending(history.universe, history.people).check();
        } catch (Broken | RuntimeException e) {
            broken = Optional.of(e);
        } finally {
            history.universe.processes.killAll();
            history.universe.shop.close();
        }
        return new Told(seed, history.universe.outside.story(), broken);
    }

    private void happen() {
        while (universe.watch
                .get(Collection.of("control").ref("state"))
                .flatMap(state -> state.fields().findText("definition"))
                .isEmpty()) {
            universe.push();
        }
        if (chance.perMille(300)) {
            universe.pass(chance.seconds(0, 3 * 3600));
        }
        universe.submit();
        for (int i = 0; i < ACTS; i++) {
            if (phaseAt.equals(Optional.of(i))) {
                new Phases(universe).play();
            } else if (!universe.processes.frozen().isEmpty() && chance.perMille(330)) {
                overlap();
            } else {
                act(chance.below(100));
            }
        }
    }

    /** Others come for the same things while a process sleeps for a moment only, its leases and deadlines still good. */
    private void overlap() {
        if (chance.perMille(150)) {
            outlived();
            return;
        }
        universe.pass(chance.seconds(0, 40));
        switch (chance.below(3)) {
            case 0 -> universe.submit();
            case 1 -> universe.reclaim();
            default -> universe.claimedLast.ifPresent(universe::deliver);
        }
        if (chance.perMille(500)) {
            thawOne();
        }
    }

    /** A driver sleeps longer than its lease; its run is given up, and perhaps forgotten, before it wakes. */
    private void outlived() {
        universe.pass(chance.seconds(600, 1500));
        people.giveUpWhatIsDriven();
        if (chance.perMille(500)) {
            universe.pass(chance.seconds(660, 1500));
            people.forgetOne();
        }
        thawOne();
    }

    private void act(int dice) {
        if (dice < 33) {
            universe.pass(time());
        } else if (dice < 54) {
            universe.submit();
        } else if (dice < 75) {
            universe.reclaim();
        } else if (dice < 81) {
            thawOne();
        } else if (dice < 87) {
            deliver();
        } else if (dice < 89) {
            goDown();
        } else if (dice < 91) {
            universe.script.change(chance);
            universe.push();
        } else if (dice < 92 || (universe.paused() && chance.perMille(500))) {
            people.pause(!universe.paused());
        } else if (dice < 97) {
            people.actAtRandom();
        } else if (dice < 98 && chance.perMille(600)) {
            people.beginInTheMiddle();
        } else if (dice < 98) {
            people.startOne();
        } else if (dice < 99) {
            people.forgetOne();
        } else if (universe.script.hasWebhook() && chance.perMille(700)) {
            universe.hear();
        } else if (chance.perMille(100)) {
            people.restored();
        } else {
            universe.deployCode();
        }
    }

    /** Mostly until the next tick or the next thing that is due; sometimes the machine is off for hours or days. */
    private Duration time() {
        int dice = chance.below(100);
        if (dice < 50) {
            return chance.seconds(5, 240);
        }
        if (dice < 85) {
            return untilDue(universe)
                    .map(pause -> pause.plus(chance.seconds(0, 20)))
                    .orElse(Duration.ofHours(1));
        }
        if (dice < 97) {
            return chance.seconds(3600, 8 * 3600);
        }
        return dice < 99 ? chance.seconds(86_400, 4 * 86_400) : Mishaps.absence(chance);
    }

    /** How long until something that is not due yet is. */
    static Optional<Duration> untilDue(Universe universe) {
        Instant now = universe.outside.now();
        return List.of("runs", "rows", "reservations", "attempts", "outbox", "approvals").stream()
                .flatMap(name -> universe.watch.truth().all(Query.of(Collection.of(name), 500)).stream())
                .map(Document::fields)
                .flatMap(fields -> fields.findTime("due").stream())
                .min(Instant::compareTo)
                .map(due -> due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO);
    }

    private void thawOne() {
        if (!universe.processes.frozen().isEmpty()) {
            universe.processes.thaw(chance.pick(universe.processes.frozen()));
        }
    }

    /** Messages are lost, doubled, late and out of order; some name what nobody knows. */
    private void deliver() {
        int dice = chance.below(10);
        if (dice < 6 && !universe.messages.isEmpty()) {
            String message = chance.pick(universe.messages);
            if (!chance.perMille(300)) {
                universe.messages.remove(message);
            }
            if (!chance.perMille(150)) {
                universe.deliver(message);
            }
        } else if (dice < 9 && !universe.fingerprints.isEmpty()) {
            universe.deliver(chance.pick(universe.fingerprints));
        } else {
            universe.deliver("nobody-knows-" + dice);
        }
    }

    private void goDown() {
        List<SiteModel> shelves = List.copyOf(universe.shelves.values());
        if (!shelves.isEmpty()) {
            chance.pick(shelves).goDown(chance.seconds(600, 20 * 3600));
        }
    }
}

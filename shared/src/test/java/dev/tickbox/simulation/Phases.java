package dev.tickbox.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Hours or days in which something is wrong with the vendor or a site, each followed by some time in which nothing is. */
final class Phases {
    /** @param errorsFor for so long every submission ends without a clear answer, so that there is something to be asked for */
    private record Phase(Sickness sickness, Duration time, Duration errorsFor, boolean isSparse) {}

    private static final int TICKS_OF_HEALTH = 8;
    private static final int RARE_TICKS = 18;
    private static final int GIVEN_UP = 5;
    private static final int REMOVING = 14;
    /** Some are worth more than others. */
    private static final List<Sickness> OFTEN =
            List.of(Sickness.ERRORS, Sickness.ERRORS, Sickness.LISTING_SLOW, Sickness.LOOKS_HANG);

    private final Universe universe;
    private final Chance chance;

    Phases(Universe universe) {
        this.universe = universe;
        this.chance = universe.outside.chance;
    }

    void play() {
        if (universe.script.hasSlowJob()) {
            rareTicks();
            return;
        }
        Phase phase = phase();
        int runs = 1 + chance.below(phase.sickness() == Sickness.LOOKS_HANG ? 9 : 4);
        for (int i = 0; i < runs; i++) {
            universe.people.startOne();
        }
        universe.processes.rarelyDie(true);
        begin(phase);
        Instant start = universe.outside.now();
        Instant end = start.plus(phase.time());
        boolean hasErrors = !phase.errorsFor().isZero();
        while (universe.outside.now().isBefore(end)) {
            if (hasErrors && universe.outside.now().isAfter(start.plus(phase.errorsFor()))) {
                universe.outside.ends(Sickness.ERRORS);
                hasErrors = false;
            }
            ticks(phase.isSparse());
        }
        if (hasErrors) {
            universe.outside.ends(Sickness.ERRORS);
        }
        if (phase.sickness() == Sickness.JOBS_HANG) {
            keptBack();
        }
        end(phase);
        for (int i = chance.below(TICKS_OF_HEALTH); i >= 0; i--) {
            ticks(false);
        }
        universe.processes.rarelyDie(false);
    }

    /** So rare that a step which is longer than a drive's lease ends before anybody takes its run over. */
    private void rareTicks() {
        universe.processes.rarelyDie(true);
        universe.people.startOne();
        for (int i = 0; i < RARE_TICKS; i++) {
            universe.submit();
            universe.pass(chance.seconds(13 * 60, 30 * 60));
        }
        universe.processes.rarelyDie(false);
    }

    /** Runs that were given up while the vendor works on them cannot be removed yet; others, younger than they, can. */
    private void keptBack() {
        for (int i = 0; i < GIVEN_UP; i++) {
            universe.people.startOne();
        }
        ticks(false);
        universe.submit();
        universe.people.giveUpAll();
        universe.people.startOne();
        universe.people.giveUpAll();
        universe.pass(Duration.ofDays(universe.script.limits.keepDays()).plusHours(2));
        for (int i = 0; i < REMOVING; i++) {
            universe.reclaim();
            universe.pass(chance.seconds(120, 300));
        }
    }

    private void begin(Phase phase) {
        if (phase.sickness() == Sickness.MODEL_GONE) {
            universe.shop.discontinue(universe.script.model());
        }
        universe.outside.begins(phase.sickness());
        if (!phase.errorsFor().isZero()) {
            universe.outside.begins(Sickness.ERRORS);
        }
    }

    private void end(Phase phase) {
        universe.outside.ends(phase.sickness());
        if (universe.shop.hasDiscontinued(universe.script.model())) {
            universe.people.mendContent();
        }
    }

    private Phase phase() {
        Duration hours = Duration.ofHours(6);
        Duration none = Duration.ZERO;
        Duration some = Duration.ofMinutes(20L + chance.below(60));
        Sickness sickness = chance.perMille(300) ? chance.pick(OFTEN) : chance.pick(List.of(Sickness.values()));
        return switch (sickness) {
            case ERRORS ->
                new Phase(sickness, chance.oneOf(Duration.ofMinutes(70), Duration.ofHours(4), hours), none, false);
            case BUSY -> new Phase(sickness, hours, none, false);
            case LONG_REST, MODEL_GONE -> new Phase(sickness, Duration.ofHours(1), none, false);
            case LISTING_SILENT ->
                chance.perMille(500)
                        ? new Phase(sickness, Duration.ofDays(5), some, true)
                        : new Phase(sickness, hours, some, false);
            case LISTING_HANGS, LISTING_SLOW -> new Phase(sickness, Duration.ofHours(3), some, false);
            case LISTING_BLIND -> new Phase(sickness, Duration.ofMinutes(40), some, false);
            case LOOKS_HANG -> new Phase(sickness, hours, none, false);
            case JOBS_HANG -> new Phase(sickness, Duration.ofHours(1), none, false);
            case NO_USAGE -> new Phase(sickness, Duration.ofHours(2), none, false);
            case SITE_REFUSES -> new Phase(sickness, hours, none, false);
            case SITE_DOWN -> new Phase(sickness, Duration.ofHours(30), none, true);
        };
    }

    /** As a crontab would; sparse ones come in threes, and then the machine sleeps for hours. */
    private void ticks(boolean isSparse) {
        for (int i = 0; i < (isSparse ? 3 : 1); i++) {
            if (chance.perMille(600)) {
                universe.submit();
            }
            universe.reclaim();
            deliver();
            if (chance.perMille(60)) {
                universe.people.actAtRandom();
            }
            universe.pass(chance.seconds(120, 300));
        }
        if (universe.paused()) {
            universe.people.pause(false);
        }
        if (isSparse) {
            universe.pass(chance.seconds(4 * 3600, 10 * 3600));
        }
    }

    private void deliver() {
        for (String message : List.copyOf(universe.messages)) {
            universe.messages.remove(message);
            universe.deliver(message);
        }
        if (universe.script.hasWebhook() && chance.perMille(200)) {
            universe.hear();
        }
    }
}

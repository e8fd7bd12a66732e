package dev.tickbox.simulation;

/** What may run as a whole between two calls of a process: a person's command, a tick, a publisher, or one that was frozen. */
final class Others {
    private final Universe universe;
    private boolean running;

    Others(Universe universe) {
        this.universe = universe;
    }

    boolean areRunning() {
        return running;
    }

    void run() {
        if (running) {
            return;
        }
        running = true;
        try {
            one(universe.outside.chance.below(100));
        } catch (RuntimeException e) {
            // The process that they came in between would take it for an error of one document.
            throw (Broken)
                    Check.THREW.broken("between two calls: " + e.getMessage()).initCause(e);
        } finally {
            running = false;
        }
    }

    private void one(int dice) {
        if (!universe.processes.frozen().isEmpty() && universe.outside.chance.perMille(500)) {
            universe.processes.thaw(universe.outside.chance.pick(universe.processes.frozen()));
        } else if (dice < 35) {
            universe.people.actAtRandom();
        } else if (dice < 50) {
            universe.people.pause(!universe.paused());
        } else if (dice < 56) {
            universe.people.startOne();
        } else if (dice < 66) {
            universe.people.forgetOne();
        } else if (dice < 73) {
            universe.script.change(universe.outside.chance);
            universe.push();
        } else if (dice < 75) {
            universe.people.restored();
        } else if (dice < 84) {
            universe.claimedLast.ifPresent(universe::deliver);
        } else if (dice < 92) {
            universe.submit();
        } else {
            universe.reclaim();
        }
    }
}

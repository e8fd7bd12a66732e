package dev.tickbox.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** The processes of one history: those that run, those that are frozen, those that are busy, and the time that passes for all of them. */
final class Processes {
    private static final int FROZEN_AT_MOST = 3;

    private final OutsideWorld outside;
    private final Budgets budgets;
    private final Others others;
    private final Consumer<Proc> thrown;
    private final List<Proc> frozen = new ArrayList<>();
    /** Those that work on something of their own, or wait for an answer; each goes on at its time. */
    private final List<Proc> busy = new ArrayList<>();

    private final Set<String> slept = new HashSet<>();
    private int count;
    private boolean rarelyDie;

    /** @param thrown hears of each call that throws although the process lives on */
    Processes(OutsideWorld outside, Budgets budgets, Others others, Consumer<Proc> thrown) {
        this.outside = outside;
        this.budgets = budgets;
        this.others = others;
        this.thrown = thrown;
    }

    /** While something is wrong for hours, few processes die of something else, so that those hours are played to their end. */
    void rarelyDie(boolean isSo) {
        rarelyDie = isSo;
    }

    List<Proc> frozen() {
        return frozen;
    }

    /** A process of its own, from its start to its end, its death, or until it freezes. */
    void run(String kind, Function<Proc, Runnable> work) {
        boolean spared = rarelyDie && !outside.chance.perMille(100);
        boolean trouble = !outside.isCalm() && !spared && frozen.size() < FROZEN_AT_MOST;
        Trouble planned = new Trouble(outside.chance, trouble, !spared && !others.areRunning());
        Proc process = new Proc(outside, kind + "-" + ++count, planned, others::run, thrown);
        Runnable body = work.apply(process);
        outside.tell(process.name() + " starts");
        budgets.begins(process.name());
        process.start(body);
        stopped(process);
    }

    private void stopped(Proc process) {
        if (!process.isFrozen()) {
            budgets.ends(process.name());
            process.absence().ifPresent(this::off);
        } else if (process.busyUntil().isPresent()) {
            busy.add(process);
        } else {
            frozen.add(process);
        }
    }

    private void off(Duration time) {
        outside.tell("the machine is off for " + time);
        pass(time);
    }

    void thaw(Proc process) {
        frozen.remove(process);
        slept.add(process.name());
        process.thaw();
        stopped(process);
    }

    /** They go on where others may have been meanwhile. */
    boolean haveSlept(String process) {
        return slept.contains(process);
    }

    /** Time goes by, and those that were busy go on when it is theirs. */
    void pass(Duration time) {
        Instant end = outside.now().plus(time);
        for (Optional<Proc> next = nextBusy(end); next.isPresent(); next = nextBusy(end)) {
            Proc process = next.get();
            busy.remove(process);
            passTo(process.busyUntil().orElseThrow());
            thaw(process);
        }
        passTo(end);
    }

    private void passTo(Instant time) {
        if (time.isAfter(outside.now())) {
            outside.pass(Duration.between(outside.now(), time));
        }
    }

    private Optional<Proc> nextBusy(Instant end) {
        return busy.stream()
                .filter(each -> !each.busyUntil().orElseThrow().isAfter(end))
                .min(Comparator.comparing(each -> each.busyUntil().orElseThrow()));
    }

    boolean areBusy() {
        return !busy.isEmpty();
    }

    void killAll() {
        frozen.forEach(Proc::kill);
        busy.forEach(Proc::kill);
    }
}

package dev.tickbox.simulation;

import dev.tickbox.generator.Generator;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.simulation.OutsideWorld.Landing;
import dev.tickbox.simulation.Trouble.Act;
import dev.tickbox.source.Source;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What goes wrong at the calls of one process: it dies or freezes there, the call lands late, its reply is lost, it throws, or the whole
 * machine is switched off.
 */
final class Mishaps {
    /** An effect that is on its way lands within this time, or never: as long as a call may take. */
    static final int CALL_SECONDS = 60;

    /** Part of everything that is thrown here, so that a report which repeats it is known. */
    static final String MADE_HERE = "thrown by the simulation";

    private static final List<Duration> ABSENCES = List.of(
            Duration.ofMinutes(3),
            Duration.ofMinutes(11),
            Duration.ofHours(1),
            Duration.ofHours(8),
            Duration.ofHours(25),
            Duration.ofHours(25),
            Duration.ofHours(51),
            Duration.ofHours(64),
            Duration.ofHours(73),
            Duration.ofDays(9));

    private final Proc process;
    private final OutsideWorld outside;
    private final Trouble trouble;
    private final Runnable others;
    private final Runnable thrown;
    private final List<String> thrownAt = new ArrayList<>();

    /** @param thrown is called whenever a call throws and the process lives on */
    Mishaps(Proc process, OutsideWorld outside, Trouble trouble, Runnable others, Runnable thrown) {
        this.process = process;
        this.outside = outside;
        this.trouble = trouble;
        this.others = others;
        this.thrown = thrown;
    }

    /** The calls that threw although the process lived on. */
    List<String> thrownAt() {
        return thrownAt;
    }

    static Duration absence(Chance chance) {
        return chance.pick(ABSENCES);
    }

    @SuppressWarnings("unchecked") // each call has one type of answer
    <T> T around(String call, Supplier<T> effect) {
        outside.pass(trouble.duration(call));
        if (trouble.othersRun(call)) {
            outside.tell(process.name() + ", before " + call + ": others run");
            others.run();
        }
        Act act = trouble.at(call);
        if (act == Act.NONE) {
            return effect.get();
        }
        outside.tell(process.name() + " " + call + ": " + act);
        switch (act) {
            case DIE_BEFORE -> throw process.died();
            case LATE_THEN_DIE -> {
                late(effect);
                throw process.died();
            }
            case DIE_AFTER -> {
                Objects.requireNonNull(effect.get(), call);
                throw process.died();
            }
            case OFF_BEFORE -> throw process.diedWithItsMachine(absence(outside.chance));
            case OFF_AFTER -> {
                Objects.requireNonNull(effect.get(), call);
                throw process.diedWithItsMachine(absence(outside.chance));
            }
            case FREEZE_BEFORE -> process.freeze("before " + call);
            case FREEZE_AFTER -> {
                T result = effect.get();
                process.freeze("after " + call);
                return result;
            }
            case LATE_THEN_REPLY -> {
                return answeredLate(call, effect);
            }
            case LATE_NO_REPLY -> {
                late(effect);
                return (T) noReply(call);
            }
            case DONE_NO_REPLY -> {
                Objects.requireNonNull(effect.get(), call);
                return (T) noReply(call);
            }
            case LOST_ON_THE_WAY -> {
                return (T) noReply(call);
            }
            case REFUSED -> throw new StoreException("the store refuses, for once");
            case THROWS_BEFORE -> throwAt(call);
            case THROWS_AFTER -> {
                Objects.requireNonNull(effect.get(), call);
                throwAt(call);
            }
            case NONE -> {}
        }
        return effect.get();
    }

    private <T> T answeredLate(String call, Supplier<T> effect) {
        Landing<T> landing = late(effect);
        process.freeze("in " + call);
        if (landing.result().isEmpty()) {
            outside.pass(Duration.between(outside.now(), landing.at()));
        }
        return landing.result().orElseThrow();
    }

    private void throwAt(String call) {
        thrownAt.add(call);
        thrown.run();
        switch (outside.chance.below(4)) {
            case 0 -> throw new StackOverflowError(MADE_HERE);
            case 1 -> throw new NoClassDefFoundError(MADE_HERE);
            case 2 -> throw new OutOfMemoryError(MADE_HERE);
            default ->
                throw call.startsWith("store.") ? new StoreException(MADE_HERE) : new IllegalStateException(MADE_HERE);
        }
    }

    private <T> Landing<T> late(Supplier<T> effect) {
        return outside.later(outside.chance.seconds(0, CALL_SECONDS), effect);
    }

    private static Object noReply(String call) {
        return switch (call) {
            case "store.commit" -> Outcome.UNKNOWN;
            case "vendor.submit" -> new Generator.Unsure("no answer");
            case "generator.look" -> new Generator.Unreachable("no answer");
            case "generator.list" -> new Generator.NoAnswer("no answer");
            case "site.effect" -> new Publisher.Retry("no answer");
            case "source.fetch" -> new Source.Again("no answer");
            case "wake.call" -> Optional.empty();
            default -> throw new IllegalStateException(call + " has no such trouble");
        };
    }
}

package dev.tickbox.emulator;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** For a test that cannot do without: skips it where no emulator is installed, or fails it where one is required. */
final class Needed {
    private Needed() {}

    static Emulator or(Supplier<Emulator> started) {
        try {
            return started.get();
        } catch (Emulator.Missing e) {
            throw missing(String.valueOf(e.getMessage()));
        }
    }

    static Error missing(String mend) {
        return Boolean.getBoolean("tickbox.requireEmulators") ? Assertions.fail(mend) : Assumptions.abort(mend);
    }

    /** Starts it with the first that asks. */
    static Supplier<Emulator> once(Supplier<Emulator> start) {
        AtomicReference<Optional<Emulator>> one = new AtomicReference<>(Optional.empty());
        return () -> {
            synchronized (one) {
                Emulator emulator = one.get().orElseGet(start);
                one.set(Optional.of(emulator));
                return emulator;
            }
        };
    }
}

package dev.tickbox.emulator;

import java.util.function.Supplier;

/** The real Pub/Sub emulator: it pushes, but applies no filter, sends no token and has no dead letters. */
public final class PubSubEmulator {
    private static final Supplier<Emulator> ONE = Needed.once(Emulator::pubSub);

    private PubSubEmulator() {}

    public static Emulator required() {
        return Needed.or(ONE);
    }
}

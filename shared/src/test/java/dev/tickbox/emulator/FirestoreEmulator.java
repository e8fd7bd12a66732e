package dev.tickbox.emulator;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The real Firestore emulator. Tests keep apart by project: each takes {@link #newProject()}. */
public final class FirestoreEmulator {
    /** Kept, because a logger that nobody holds forgets its level. What gRPC tells at INFO is no news in a green test. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    static {
        GRPC.setLevel(Level.WARNING);
    }

    private static final AtomicInteger PROJECTS = new AtomicInteger();

    private static final Supplier<Emulator> ONE = Needed.once(Emulator::firestore);

    private final Emulator emulator;

    private FirestoreEmulator(Emulator emulator) {
        this.emulator = emulator;
    }

    public static FirestoreEmulator required() {
        return new FirestoreEmulator(Needed.or(ONE));
    }

    /** Such as {@code 127.0.0.1:8080}: what {@code FIRESTORE_EMULATOR_HOST} would say. */
    public String host() {
        return emulator.host();
    }

    /** An empty project of one's own. */
    public String newProject() {
        return "test-" + ProcessHandle.current().pid() + "-" + PROJECTS.incrementAndGet();
    }
}

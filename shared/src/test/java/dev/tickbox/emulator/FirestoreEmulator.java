package dev.tickbox.emulator;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The real Firestore emulator. Tests keep apart by project: each takes {@link #newProject()}. */
public final class FirestoreEmulator {
    /** Kept, because a logger that nobody holds forgets its level. What gRPC tells at INFO is no news in a green test. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    static {
        GRPC.setLevel(Level.WARNING);
    }

    private static final AtomicInteger PROJECTS = new AtomicInteger();

    /** Started when somebody first asks; one for the whole JVM. */
    private static final class Started {
        static final Optional<FirestoreEmulator> ONE =
                CloudSdk.component("cloud-firestore-emulator").map(FirestoreEmulator::start);
    }

    private final String host;

    private FirestoreEmulator(String host) {
        this.host = host;
    }

    public static Optional<FirestoreEmulator> running() {
        return Started.ONE;
    }

    /** For a test that cannot do without: skips it where no emulator is installed, or fails it where one is required. */
    public static FirestoreEmulator required() {
        String mend = "no Firestore emulator: install it with: gcloud components install cloud-firestore-emulator";
        if (running().isEmpty()) {
            if (Boolean.getBoolean("tickbox.requireEmulators")) {
                Assertions.fail(mend);
            }
            Assumptions.abort(mend);
        }
        return running().get();
    }

    /** Such as {@code 127.0.0.1:8080}: what {@code FIRESTORE_EMULATOR_HOST} would say. */
    public String host() {
        return host;
    }

    /** An empty project of one's own. */
    public String newProject() {
        return "test-" + ProcessHandle.current().pid() + "-" + PROJECTS.incrementAndGet();
    }

    private static FirestoreEmulator start(Path folder) {
        int port = Emulator.freePort();
        Emulator.start(
                List.of(
                        folder.resolve("cloud_firestore_emulator").toString(),
                        "start",
                        "--host=127.0.0.1",
                        "--port=" + port),
                "is now running");
        return new FirestoreEmulator("127.0.0.1:" + port);
    }
}

package dev.tickbox.cli;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.content.Definition;
import dev.tickbox.emulator.Emulator;
import dev.tickbox.localcloud.EmulatedCloud;
import dev.tickbox.localcloud.TetheredInvoker;
import dev.tickbox.process.FunctionProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** {@code up --emulators}: runs the functions, the scheduler, Firestore and Pub/Sub as processes on this machine. */
final class UpEmulators {
    private static final String PROJECT = "tickbox-desk";
    private static final String FUNCTIONS = "dev.tickbox.functions.";

    @FunctionalInterface
    private interface FunctionStart {
        FunctionProcess process() throws IOException;
    }

    private final StoreOptions where;
    private final Optional<Integer> everySeconds;
    private final Map<String, FunctionProcess> functions = new ConcurrentHashMap<>();
    private boolean up;

    UpEmulators(StoreOptions where, Optional<Integer> everySeconds) {
        this.where = where;
        this.everySeconds = everySeconds;
    }

    int up() throws InterruptedException {
        if (where.saysStore()) {
            throw new UserError("--emulators uses a store of its own and cannot be combined with --store");
        }
        Path folder = where.needContent();
        StoreSession.needVendor(where);
        // Folder sites work here, since everything is on this machine; a push to Google Cloud refuses them.
        Definition content = StoreSession.read(folder, false);
        if (!where.json) {
            System.out.println("starting Google's emulators of Firestore and Pub/Sub…");
        }
        try (Emulator firestore = Emulator.firestore();
                Emulator pubSub = Emulator.pubSub()) {
            where.emulated(PROJECT, firestore.host());
            try (StoreSession session = StoreSession.open(where)) {
                session.definitions().push(content);
                ProgressOutput scene = new ProgressOutput(session);
                try (EmulatedCloud cloud = new EmulatedCloud(
                        firestore.host(), pubSub.host(), PROJECT, (name, line) -> heard(scene, line))) {
                    run(session, scene, cloud, folder, firestore.host());
                }
            }
        } catch (Emulator.Missing e) {
            throw new UserError(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    private void run(StoreSession session, ProgressOutput scene, EmulatedCloud cloud, Path folder, String host)
            throws IOException, InterruptedException {
        Definition content = session.definitions().current().orElseThrow();
        serve(scene, cloud, content, folder);
        for (Map.Entry<String, FunctionProcess> each : functions.entrySet()) {
            if (!each.getValue().ready()) {
                throw new UserError("the function " + each.getKey() + " did not start");
            }
            scene.say(String.format("  %-18s %s", each.getKey(), each.getValue().address()));
        }
        up = true;
        scene.begin();
        scene.say("in another terminal, while this one runs (the store is deleted when it ends):");
        scene.say("  export FIRESTORE_EMULATOR_HOST=" + host);
        for (String words : new String[] {"list", "run " + content.jobs().firstKey(), "explain ID"}) {
            scene.say("  " + where.again(words));
        }
        TickTimer rota = new TickTimer(
                session.clock,
                everySeconds,
                () -> session.definitions().current().orElse(content).ticks());
        // Only ^C ends the loop; every process that was started ends with it.
        rota.run(
                new CountDownLatch(1),
                () -> {
                    follow(session, scene, cloud, folder);
                    tick("submit", scene);
                },
                () -> tick("reclaim", scene));
    }

    /** Starts a function that has ended or whose site is new, as Cloud Run and Terraform would. */
    private void serve(ProgressOutput scene, EmulatedCloud cloud, Definition content, Path folder) throws IOException {
        Map<String, String> own = new HashMap<>(Map.of(
                "TICKBOX_CONTENT", folder.toString(),
                "TICKBOX_CACHE", where.beside(".tickbox").resolve("git").toString()));
        if (where.simulate) {
            own.put("TICKBOX_SIMULATE", where.beside("simulated-vendor.jsonl").toString());
        }
        start(scene, cloud, "submit", "SubmitFunction", own);
        start(scene, cloud, "reclaim", "ReclaimFunction", own);
        Optional<String> url = content.vendor().webhookUrl();
        if (url.isPresent()) {
            start(scene, "webhook", () -> cloud.startWebhook(TetheredInvoker.class.getName(), url.get(), Map.of()));
        }
        for (String site : content.sites().keySet()) {
            own.put("TICKBOX_SITE", site);
            start(scene, cloud, "publish " + site, "PublishFunction", own)
                    .ifPresent(publisher -> cloud.topic().push(site, publisher.address()));
        }
    }

    /** @return the process, if one was started */
    private Optional<FunctionProcess> start(
            ProgressOutput scene, EmulatedCloud cloud, String name, String target, Map<String, String> own)
            throws IOException {
        return start(scene, name, () -> cloud.start(name, TetheredInvoker.class.getName(), FUNCTIONS + target, own));
    }

    private Optional<FunctionProcess> start(ProgressOutput scene, String name, FunctionStart start) throws IOException {
        FunctionProcess before = functions.get(name);
        if (before != null && before.process().isAlive()) {
            return Optional.empty();
        }
        FunctionProcess started = start.process();
        functions.put(name, started);
        if (up) {
            scene.say("  " + name + (before == null ? " started: " : " had ended and was restarted: ")
                    + started.address());
        }
        return Optional.of(started);
    }

    /** Takes over changes of the content folder. While the folder has mistakes, the last valid content stays current. */
    private void follow(StoreSession session, ProgressOutput scene, EmulatedCloud cloud, Path folder) {
        try {
            Definition content = StoreSession.read(folder, false);
            session.definitions().push(content);
            serve(scene, cloud, content, folder);
        } catch (UserError | IOException e) {
            scene.once("the changed content is not used: " + e.getMessage());
        }
    }

    private void tick(String name, ProgressOutput scene) {
        FunctionProcess function = functions.get(name);
        if (function == null) {
            return;
        }
        Thread.ofVirtual().start(() -> {
            try {
                if (function.ready()) {
                    function.post("");
                }
            } catch (IOException e) {
                scene.once("the " + name + " function did not answer; the next tick tries again");
            }
        });
    }

    /** Other lines come from the JVM or the invoker, and are not shown. */
    private static void heard(ProgressOutput scene, String line) {
        if (!line.startsWith("{")) {
            return;
        }
        Fields said = new Fields(Json.parseObject(line));
        if (said.find("document").isPresent()) {
            scene.changed(said.text("document"), said.text("run"), said.text("state"), said.text("cause"));
        } else if (said.text("severity").equals("ERROR")) {
            scene.once(said.text("message"));
        }
    }
}

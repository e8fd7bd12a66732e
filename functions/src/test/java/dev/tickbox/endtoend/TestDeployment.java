package dev.tickbox.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.content.Definition;
import dev.tickbox.content.reader.ContentFolder;
import dev.tickbox.emulator.FirestoreEmulator;
import dev.tickbox.emulator.PubSubEmulator;
import dev.tickbox.generator.UnavailableGenerator;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.localcloud.EmulatedCloud;
import dev.tickbox.money.Prices;
import dev.tickbox.process.FunctionProcess;
import dev.tickbox.process.PackagedProcess;
import dev.tickbox.publisher.git.BareSite;
import dev.tickbox.run.Run;
import dev.tickbox.store.Store;
import dev.tickbox.store.firestore.FirestoreStore;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.vendor.BatchesRoute;
import dev.tickbox.vendor.FakeGemini;
import dev.tickbox.vendor.InteractionsRoute;
import dev.tickbox.vendor.Route;
import dev.tickbox.vendor.TestKey;
import dev.tickbox.wiring.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Two git sites, a vendor on a socket, and a project on the emulators, with their counts. */
final class TestDeployment implements AutoCloseable {
    private static final String INVOKER = "com.google.cloud.functions.invoker.runner.Invoker";
    private static final Duration LISTED_AFTER = Duration.ofMillis(300);
    static final List<String> SITES = List.of("garden", "kitchen");

    /** Of three rows a gate leaves out one, and each of the others goes to both sites; then a digest goes to one. */
    private static final String ROWS = """
              rows:
                site: garden
                model: gemini-3.8-flash
                maxTokens: 2000
                maxUsd: 100
                steps:
                  - {id: plants, fetch: plants.csv, as: csv}
                  - id: notes
                    each: steps.plants.rows
                    key: name
                    maxRows: 9
                    steps:
                      - {id: small, require: {row.kind: small}}
                      - {id: note, generate: note.md, output: article}
                      - {id: out, publish: note, to: [garden, kitchen]}
                  - {id: digest, generate: digest.md, output: article}
                  - {id: publish, publish: digest}
            """;

    final EmulatedCloud cloud;
    final FakeGemini gemini;
    final SimulatedVendor vendor;
    final Store store;
    private final Map<String, BareSite> sites = new HashMap<>();
    final ProcessOutput said = new ProcessOutput();
    private final Path folder;
    private final AtomicInteger processes = new AtomicInteger();
    private final Definition content;
    private final TickContext person;

    TestDeployment(Path folder, SimulatedVendor vendor, String extra, Route... routes) throws Exception {
        this(folder, vendor, "background", extra, routes);
    }

    /**
     * @param kitchenMode how the kitchen's articles are bought
     * @param extra a line more of the content file
     */
    TestDeployment(Path folder, SimulatedVendor vendor, String kitchenMode, String extra, Route... routes)
            throws Exception {
        PackagedProcess.prepare();
        this.folder = folder;
        this.vendor = vendor;
        List<Route> all = new ArrayList<>(List.of(routes));
        all.add(new InteractionsRoute(vendor));
        all.add(new BatchesRoute(vendor, Clock.system(), 3, LISTED_AFTER));
        this.gemini = new FakeGemini(0, all.toArray(Route[]::new));
        FirestoreEmulator firestore = FirestoreEmulator.required();
        String project = firestore.newProject();
        this.cloud = new EmulatedCloud(
                firestore.host(), PubSubEmulator.required().host(), project, (name, line) -> said.hear(line));
        for (String site : SITES) {
            sites.put(site, BareSite.create(folder.resolve(site + ".git")));
        }
        this.store = FirestoreStore.open(project, Optional.of(firestore.host()), Clock.system(), Ids.system());
        this.content = content(kitchenMode, extra);
        new Definitions(store, Clock.system()).push(content);
        this.person = new Wiring(Clock.system(), Ids.system(), Map.of(), Optional.empty(), folder)
                .context(store, UnavailableGenerator.HERE, (document, run, state, cause) -> {});
    }

    private Definition content(String kitchenMode, String extra) throws IOException {
        StringBuilder yaml = new StringBuilder("sites:\n");
        for (String site : SITES) {
            yaml.append("  " + site + ": {publisher: git, remote: \"" + folder.resolve(site + ".git")
                    + "\", branch: main, file: \"posts/{{run.id}}.md\"}\n");
        }
        yaml.append("jobs:\n");
        for (String site : SITES) {
            // Without a schedule: whatever the time of day, runs are ordered by the test alone.
            yaml.append("  " + site + "-daily: {site: " + site
                    + ", model: gemini-3.8-flash, prompt: prompt.md, maxTokens: 2000"
                    + ", mode: " + (site.equals("kitchen") ? kitchenMode : "background") + "}\n");
        }
        yaml.append(ROWS);
        yaml.append("budget: {dailyUsd: 1000}\nlimits: {attempts: 9, outstanding: 200}\n" + extra + "\n");
        Path content = Files.createDirectories(folder.resolve("content"));
        Files.writeString(content.resolve("tickbox.yaml"), yaml.toString(), UTF_8);
        Files.writeString(content.resolve("prompt.md"), "Write the article of run {{run.id}}.", UTF_8);
        Files.writeString(content.resolve("plants.csv"), "name,kind\nmoss,small\noak,tree\nfern,small\n", UTF_8);
        Files.writeString(content.resolve("note.md"), "Write about {{row.name}} in run {{run.id}}.", UTF_8);
        Files.writeString(
                content.resolve("digest.md"),
                "Write of{{#steps.notes.rows}} {{note.title}}{{/steps.notes.rows}}.",
                UTF_8);
        return switch (ContentFolder.read(
                content, new ContentFolder.Options(true, Prices.standard().known()))) {
            case ContentFolder.Good good -> good.definition();
            case ContentFolder.Bad bad ->
                throw new IllegalArgumentException(bad.problems().toString());
        };
    }

    BareSite site(String id) {
        return Objects.requireNonNull(sites.get(id), id);
    }

    /** As {@code tickbox run JOB} does. */
    Run order(String site) {
        return new StartRuns(person, "operator")
                .byHand(content, content.job(site + "-daily").orElseThrow());
    }

    void orderRows() {
        var _ = new StartRuns(person, "operator")
                .byHand(content, content.job("rows").orElseThrow());
    }

    FunctionProcess start(String name, String target, Map<String, String> own) throws IOException {
        return start(name, INVOKER, target, own);
    }

    FunctionProcess startWebhook(String url) throws IOException {
        return cloud.startWebhook(INVOKER, url, Map.of("TICKBOX_GEMINI_BASE_URL", gemini.baseUrl()));
    }

    /** @param main the invoker, or what calls it */
    FunctionProcess start(String name, String main, String target, Map<String, String> own) throws IOException {
        Map<String, String> environment = new HashMap<>(own);
        // Like a container, each process has its own disk and home folder.
        Path home = Files.createDirectories(folder.resolve("container-" + processes.incrementAndGet()));
        environment.put("TICKBOX_CACHE", home.resolve("git").toString());
        environment.put("XDG_CONFIG_HOME", home.toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GEMINI_API_KEY", TestKey.VALUE);
        environment.put("TICKBOX_GEMINI_BASE_URL", gemini.baseUrl());
        return cloud.start(name, main, target, environment);
    }

    @Override
    public void close() {
        cloud.close();
        gemini.close();
        store.close();
    }
}

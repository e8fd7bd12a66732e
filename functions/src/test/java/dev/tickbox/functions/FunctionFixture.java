package dev.tickbox.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.Limits;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.wake.Notice;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions with a store in memory, a temporary folder, and their log. */
public final class FunctionFixture {
    final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Path folder;
    private final String kind;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    public FunctionFixture(Path folder) {
        this(folder, Generator.SIMULATED);
    }

    /** @param kind what the store was made with */
    FunctionFixture(Path folder, String kind) {
        this.folder = folder;
        this.kind = kind;
        world.push(Contents.twoJobs(OnUncertain.RESUBMIT));
    }

    public FunctionContext deployed(Map<String, String> environment) {
        return deployed(world.store, environment);
    }

    FunctionContext deployed(Store store, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("TICKBOX_SIMULATE", folder.resolve("sold.jsonl").toString());
        return started(store, all);
    }

    /** With only these variables. */
    FunctionContext started(Store store, Map<String, String> all) {
        PrintStream out = new PrintStream(log, true, UTF_8);
        return new FunctionContext(world.clock, world.ids, all, Limits.STANDARD, out, store);
    }

    PublishFunction publisher(String site) {
        return new PublishFunction(deployed(Map.of("TICKBOX_SITE", site, "TICKBOX_CONTENT", folder.toString())));
    }

    /** Runs ticks until an article waits for its publisher, which was not called. @return its fingerprint */
    String waiting() {
        TickContext context =
                world.context(world.store, new SimulatedGenerator(world.vendor, kind), site -> world.site(site.id()));
        Ticks ticks = new Ticks(context, Optional.of(due -> {}));
        ticks.submit();
        world.clock.advance(Duration.ofMinutes(61));
        for (int i = 0; i < 5; i++) {
            ticks.submit();
            world.clock.advance(Duration.ofMinutes(2));
            ticks.reclaim();
        }
        return items().getFirst().ref().id();
    }

    List<Document> items() {
        Query of = Query.of(ItemDocument.ALL, 10);
        return world.store.query(of).documents();
    }

    String state(String fingerprint) {
        return world.store
                .get(ItemDocument.ref(fingerprint))
                .orElseThrow()
                .fields()
                .text("state");
    }

    static FakeExchange envelope(String site, String... items) {
        return envelope(new Notice(site, List.of(items)).toJson());
    }

    static FakeExchange envelope(String data) {
        String base64 = Base64.getEncoder().encodeToString(data.getBytes(UTF_8));
        return FakeExchange.post(Json.write(Map.of("message", Map.of("data", base64), "subscription", "s")));
    }

    List<Fields> log() {
        return log.toString(UTF_8)
                .lines()
                .map(Json::parseObject)
                .map(Fields::new)
                .toList();
    }
}

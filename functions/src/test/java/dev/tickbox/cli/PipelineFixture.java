package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Definition;
import dev.tickbox.content.reader.ContentFolder;
import dev.tickbox.generator.Generator.Listing;
import dev.tickbox.generator.Generator.Look;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.Journal;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.generator.simulated.SimulatedGenerator.VendorPort;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.ledger.Definitions;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.money.Prices;
import dev.tickbox.source.Source;
import dev.tickbox.source.SourceQuery;
import dev.tickbox.source.simulated.SimulatedSource;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.store.sqlite.SqliteStore;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.Workers;
import dev.tickbox.wiring.Wiring;
import dev.tickbox.world.ManualClock;
import dev.tickbox.world.SeededIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A content folder, its real sites and a store on disk. Texts come from the simulated vendor and count as real, so that they are published
 * on the sites of the content; sources are made up.
 */
final class PipelineFixture implements AutoCloseable {
    /** A kind of its own: what the kind "simulated" makes goes to no site. */
    private static final String KIND = "pipelines";

    final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T00:00:00Z"));
    private final Journal journal = Journal.inMemory();
    final SimulatedVendor vendor = new SimulatedVendor(journal, clock, Faults.NONE);
    final Map<String, UnaryOperator<Source.Reply>> troubles = new HashMap<>();
    /** The vendor blocks prompts that contain one of these. */
    final List<String> blocked = new ArrayList<>();

    private final Path folder;
    private final Path file;
    private final Store store;
    private final TickContext context;
    private final CommandFixture desk;

    PipelineFixture(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("tickbox.db");
        this.store = SqliteStore.open(file, new SeededIds(3));
        this.desk = new CommandFixture(folder, clock, Map.of());
        Source madeUp =
                new SimulatedSource((query, deadline) -> new Source.Refused("not here: " + query.address()), clock);
        this.context = new Wiring(clock, new SeededIds(5), Map.of(), Optional.of(folder), folder.resolve("cache"))
                .context(store, new SimulatedGenerator(blocking(), KIND), (document, run, state, cause) -> {})
                .withSource((query, deadline) -> trouble(query).apply(madeUp.fetch(query, deadline)))
                .withWorkers(Workers.oneByOne());
    }

    /** As the vendor does: taken, and ended without a text. */
    private VendorPort blocking() {
        SimulatedVendor strict = new SimulatedVendor(journal, clock, Faults.NONE.blocking(1000));
        return new VendorPort() {
            @Override
            public Submission submit(Request request, String label) {
                boolean isBlocked = blocked.stream().anyMatch(request.prompt()::contains);
                return (isBlocked ? strict : vendor).submit(request, label);
            }

            @Override
            public Look look(String handle) {
                return vendor.look(handle);
            }

            @Override
            public Listing list() {
                return vendor.list();
            }

            @Override
            public void cancel(String handle) {}
        };
    }

    private UnaryOperator<Source.Reply> trouble(SourceQuery query) {
        return troubles.getOrDefault(query.address(), UnaryOperator.identity());
    }

    /** From now on this address does not answer. */
    void dies(String address) {
        troubles.put(address, reply -> new Source.Again("503"));
    }

    /** From now on this address says the same every day. */
    void standsStill(String address) {
        Map<String, Source.Reply> first = new HashMap<>();
        troubles.put(address, reply -> first.computeIfAbsent(address, each -> reply));
    }

    Definition push() {
        ContentFolder.Result read = ContentFolder.read(
                folder, new ContentFolder.Options(false, Prices.standard().known()));
        assertThat(read).as(read.toString()).isInstanceOf(ContentFolder.Good.class);
        Definition content = ((ContentFolder.Good) read).definition();
        new Definitions(store, clock).push(content);
        return content;
    }

    /** Pushes, and goes on to the slot, whose run is driven until nothing more happens within half an hour. */
    void slot(String at) {
        push();
        tick();
        clock.advance(Duration.between(clock.now(), Instant.parse(at)));
        pass(Duration.ofMinutes(30), Duration.ofMinutes(1));
    }

    void pass(Duration time, Duration step) {
        Instant end = clock.now().plus(time);
        while (clock.now().isBefore(end)) {
            clock.advance(step);
            tick();
        }
    }

    void tick() {
        Ticks ticks = new Ticks(context, Optional.empty());
        assertThat(ticks.submit().errors()).isEmpty();
        assertThat(ticks.reclaim().errors()).isEmpty();
    }

    /** A command on this store. */
    CommandFixture.Said type(String... words) {
        return desk.on(file, words);
    }

    /** The latest run. */
    Fields run() {
        return store.all(Query.of(RunDocument.ALL, 50)).stream()
                .max(Comparator.comparing(each -> each.fields().time("created_at")))
                .orElseThrow()
                .fields();
    }

    String runId() {
        return store.all(Query.of(RunDocument.ALL, 50)).stream()
                .max(Comparator.comparing(each -> each.fields().time("created_at")))
                .orElseThrow()
                .ref()
                .id();
    }

    int bought() {
        return vendor.jobs().size();
    }

    /** The files of a site, by their names. */
    List<Path> files(String site) throws IOException {
        Path path = folder.resolve("public").resolve(site);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile)
                    .filter(each -> each.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** Answers every open question with yes, by the commands that the list prints. */
    int approveAll() {
        List<String> commands = approvals();
        commands.forEach(this::approve);
        return commands.size();
    }

    void approveOne() {
        approve(approvals().getFirst());
    }

    private List<String> approvals() {
        return type("list")
                .done()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("tickbox approve") && !line.contains("--show"))
                .toList();
    }

    private void approve(String command) {
        assertThat(desk.type(command.replaceFirst("^tickbox ", "").split(" ")).done())
                .startsWith("approved: ");
    }

    @Override
    public void close() {
        store.close();
    }
}

package dev.tickbox.page;

import dev.tickbox.content.Job;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.page.RawRequest.Answer;
import dev.tickbox.store.Store;
import dev.tickbox.tick.LastTicks;
import dev.tickbox.tick.Ticks;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A world, and its page. The browser of whoever started it has used the address. */
final class PageWorld implements AutoCloseable {
    final World world;
    final PageServer server;
    final Pages pages;
    final List<String> troubles = new ArrayList<>();
    private final PageVisit visit;

    PageWorld(Store store, Faults faults, Job... jobs) {
        this.world = new World(store, faults, 1);
        world.push(Contents.of(jobs));
        this.pages = new Pages(source());
        this.server = PageServer.start(0, world.ids, pages, Acts.NONE, troubles::add);
        this.visit = PageVisit.of(server);
    }

    private PageSource source() {
        return new PageSource(
                world.context().withStore(new ReadingStore(world.store)),
                "world.db",
                TextOrigin.SIMULATED,
                words -> "tickbox " + words,
                () -> new dev.tickbox.ledger.Definitions(world.store, world.clock).current(),
                () -> order -> Optional.empty());
    }

    int port() {
        return visit.port();
    }

    String base() {
        return visit.base();
    }

    String cookie() {
        return visit.cookie();
    }

    RawRequest request(String page) {
        return visit.request(page);
    }

    Answer look(String page) {
        return request(page).send();
    }

    static String run(String id) {
        return "run?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /** Ticks two minutes apart, which say that they were here. */
    void pass(Duration time) {
        var end = world.clock.now().plus(time);
        while (world.clock.now().isBefore(end)) {
            world.clock.advance(Duration.ofMinutes(2));
            Ticks ticks = world.process();
            LastTicks.add(world.store, world.clock, ticks.submit());
            LastTicks.add(world.store, world.clock, ticks.reclaim());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

package dev.tickbox.cli;

import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.page.PageServer;
import dev.tickbox.page.PageVisit;
import dev.tickbox.page.Pages;
import dev.tickbox.view.RunRecords;
import dev.tickbox.world.SeededIds;
import dev.tickbox.world.World;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine;

/** The page of a store on disk, as {@code tickbox page} serves it. */
final class PageDesk implements AutoCloseable {
    final CommandFixture desk;
    final Path store;
    final StoreSession session;
    final PageServer server;

    PageDesk(Path folder, Faults faults, Consumer<World> history) {
        this.desk = new CommandFixture(folder);
        this.store = desk.world(faults, history);
        StoreOptions options = CommandLine.populateCommand(new StoreOptions(), "--store", "sqlite:" + store);
        CliEnvironment here = new CliEnvironment(desk.clock, new SeededIds(7), Map.of());
        this.session = StoreSession.existing(options, here);
        this.server = PageServer.start(
                0, new SeededIds(3), new Pages(session.pageSource()), new PageActs(options, here), line -> {
                    throw new AssertionError(line);
                });
    }

    PageVisit visit() {
        return PageVisit.of(server);
    }

    RunRecords story(String run) {
        return RunRecords.read(session.store, run).orElseThrow();
    }

    String explained(String run) {
        return desk.on(store, "explain", run, "--all").done();
    }

    @Override
    public void close() {
        server.close();
        session.close();
    }
}

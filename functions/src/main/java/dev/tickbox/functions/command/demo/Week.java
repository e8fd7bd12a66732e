package dev.tickbox.functions.command.demo;

import dev.tickbox.functions.command.demo.Children.Child;
import dev.tickbox.store.Fields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Plays the week: both ways side by side, from one trouble to the next. */
final class Week implements AutoCloseable {
    private final Path home;
    private final String seed;
    private final Children children;
    private final Story story;
    private List<Way> ways = List.of();
    private List<Slot> due = List.of();
    private Optional<Plot.Trouble> last = Optional.empty();
    private @Nullable Child sites;
    private long port;

    Week(Path home, String seed, Story story) {
        this.home = home;
        this.seed = seed;
        this.story = story;
        this.children = new Children(home);
    }

    @FunctionalInterface
    private interface Part {
        void play(Way way) throws IOException;
    }

    /** @return the articles that were due */
    List<Slot> play() throws IOException {
        Repositories.make(home, Plot.WAYS, Plot.START);
        Child vendor = children.start(
                "vendor",
                "vendor",
                Fields.NONE.with("home", home.toString()).with("seed", seed).with("accounts", Plot.WAYS));
        sites(0);
        for (String way : Plot.WAYS) {
            DemoContent.write(Places.content(home, way), "git://127.0.0.1:" + port + "/" + way);
        }
        due = Slot.due(DemoContent.read(Places.content(home, Plot.TICKBOX)), Plot.START, Plot.END);
        String address = vendor.expect("READY");
        ways = Plot.WAYS.stream()
                .map(name -> new Way(name, children, home, address))
                .toList();
        story.begin(due);
        for (Plot.Trouble trouble : Plot.troubles()) {
            play(trouble);
        }
        close(sites);
        outcome();
        return due;
    }

    private void play(Plot.Trouble trouble) throws IOException {
        switch (trouble) {
            case Plot.Kill kill -> {
                both(way -> way.untilKilled(kill));
                tell(trouble);
            }
            case Plot.Outage outage -> {
                both(way -> way.until(outage.at()));
                close(sites);
                tell(trouble);
                both(way -> way.until(outage.until()));
                sites(port);
            }
            case Plot.Overlap overlap -> {
                both(way -> way.until(overlap.at()));
                tell(trouble);
                both(way -> way.overlapped(overlap.at(), Plot.END));
            }
        }
    }

    /** How a trouble ended is known, and told, when the next one comes. */
    private void tell(Plot.Trouble trouble) throws IOException {
        outcome();
        story.trouble(trouble);
        last = Optional.of(trouble);
    }

    private void outcome() throws IOException {
        if (last.isPresent()) {
            List<Slot> hit = Plot.hit(last.get(), due);
            for (String way : Plot.WAYS) {
                story.outcome(way, Counts.of(home, way, due).only(hit));
            }
        }
    }

    private void sites(long wanted) throws IOException {
        sites = children.start(
                "sites", "sites", Fields.NONE.with("home", home.toString()).with("port", wanted));
        port = Long.parseLong(sites.expect("READY"));
    }

    /** It finishes counting what it has received, and ends. */
    private static void close(@Nullable Child child) throws IOException {
        if (child != null) {
            child.process().getOutputStream().close();
            child.waitFor();
        }
    }

    private void both(Part part) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> parts = new ArrayList<>();
            for (Way way : ways) {
                parts.add(threads.submit(() -> {
                    part.play(way);
                    return way;
                }));
            }
            for (Future<?> each : parts) {
                each.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            children.close();
            throw new IOException(e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public void close() {
        children.close();
    }
}
